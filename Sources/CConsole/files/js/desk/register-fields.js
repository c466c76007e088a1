// @ts-check
// The fields of a registration, in the order in which a caller tells things.

import * as codes from '../codes.js';
import { named, t } from '../i18n.js';

/** The commonest kinds first. */
const kinds = ['help', 'complaint', 'consultation', 'report', 'suggestion'];
/** What other systems send is taken in by the node itself. */
const channels = codes.channels.filter((one) => one !== 'externalSystem');
const types = ['naturalPerson', 'legalPerson', 'unincorporatedOrganisation'];

/** @param {Set<string>} required @returns {import('../form.js').Field[]} */
export function registrationFields(required) {
  /** @type {[string, string, number?][]} */
  const rows = [
    ['petitioner.phone', 'text', 100],
    ['petitioner.name', 'text', 100],
    ['kind', 'choice'],
    ['title', 'text', 200],
    ['content', 'longText', 20000],
    ['place', 'text', 500],
    ['occurredAt', 'text', 100],
    ['category', 'text', 100],
    ['channel', 'choice'],
    ['externalNumber', 'text', 100],
    ['petitioner.address', 'text', 500],
    ['petitioner.idNumber', 'text', 100],
    ['petitioner.type', 'choice'],
    ['petitioner.anonymous', 'flag'],
    ['petitioner.confidential', 'flag'],
    ['massOutage', 'flag'],
  ];
  return rows.map(([name, type, maxLength]) => ({
    name,
    type,
    maxLength,
    label: t(`register.${name}`),
    required: required.has(name),
    choices: choices(name),
    hint: hint(name),
  }));
}

/** @param {string} name */
function choices(name) {
  if (name === 'kind') return kinds.map((value) => ({ value, label: named('kind', value) }));
  if (name === 'channel') return channels.map((value) => ({ value, label: named('channel', value) }));
  if (name === 'petitioner.type') return types.map((value) => ({ value, label: named('petitionerType', value) }));
  return undefined;
}

/** @param {string} name */
function hint(name) {
  const key = `register.hint.${name}`;
  const text = t(key);
  return text === key ? undefined : text;
}
