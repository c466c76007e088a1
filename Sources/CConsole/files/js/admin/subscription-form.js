// @ts-check
// What is said of a subscriber: where it takes events in, and which.

import { kinds } from '../codes.js';
import { h } from '../dom.js';
import { frame } from '../form-frame.js';
import { named, t } from '../i18n.js';
import { allUnits } from '../tickets/units.js';

/** @typedef {import('../form.js').Field} Field */
/** @typedef {import('../form.js').Control} Control */

/** The most events of one request. */
const mostInBatch = 500;

/**
 * The fields of the form, and the controls of those that forms of tickets do not have.
 * @param {any} one null for a new one @returns {Promise<{fields: Field[], custom: Record<string, (field: Field) => Control>}>}
 */
export async function subscriptionFields(one) {
  const units = (await allUnits()).map((/** @type {import('../tickets/units.js').Unit} */ unit) => ({ value: unit.id, label: unit.name }));
  const field = (/** @type {string} */ name, /** @type {Partial<Field>} */ rest = {}) =>
    ({ name, label: t(`subscriptions.${name}`), type: 'text', required: false, ...rest });
  const fields = [
    ...(one ? [] : [field('id', { required: true, maxLength: 64, hint: t('subscriptions.id.hint') })]),
    field('title', { required: true, maxLength: 200 }),
    field('address', { required: true, maxLength: 2000, hint: t('subscriptions.address.hint') }),
    field('secret', { maxLength: 512, hint: t(one?.hasSecret ? 'subscriptions.secret.kept' : 'subscriptions.secret.hint') }),
    ...(one?.hasSecret ? [field('withoutSecret', { type: 'flag', required: true })] : []),
    field('batch', { hint: t('subscriptions.batch.hint', { most: mostInBatch }) }),
    field('filter.kinds', { hint: t('subscriptions.all') }),
    field('filter.categories', { hint: t('subscriptions.words') }),
    ...(units.length ? [field('filter.units', { hint: t('subscriptions.all') })] : []),
    field('filter.nodes', { hint: t('subscriptions.words') }),
    field('filter.confidential', { type: 'flag', required: true, hint: t('subscriptions.confidential.hint') }),
  ];
  return {
    fields,
    custom: {
      batch: number, secret,
      'filter.kinds': (shown) => several(shown, kinds.map((kind) => ({ value: kind, label: named('kind', kind) }))),
      'filter.units': (shown) => several(shown, units),
      'filter.categories': words, 'filter.nodes': words,
    },
  };
}

/** First values: of a new one, what the node takes where nothing is said. @param {any} one */
export function valuesOf(one) {
  if (!one) return { batch: mostInBatch, 'filter.confidential': false };
  const { title, address, batch, filter } = one;
  return { title, address, batch, withoutSecret: false, ...Object.fromEntries(Object.entries(filter).map(([name, value]) => [`filter.${name}`, value])) };
}

/** The form as the node reads it: a filter is said whole, an empty secret takes the present one away. @param {any} value */
export function orderOf({ filter, withoutSecret, ...rest }) {
  return { ...rest, ...(withoutSecret ? { secret: '' } : {}), filter: { kinds: [], categories: [], units: [], nodes: [], ...filter } };
}

/** Several of a few. @param {Field} field @param {{value: string, label: string}[]} choices @returns {Control} */
function several(field, choices) {
  const boxes = choices.map((one) => h('input', { type: 'checkbox', value: one.value }));
  const framed = frame(field, h('div', { class: 'choices' }, boxes.map((box, index) =>
    h('label', { class: 'choice' }, box, h('span', null, choices[index].label)))), { group: true });
  return {
    ...framed,
    focus: () => boxes[0]?.focus(),
    read: () => boxes.filter((box) => box.checked).map((box) => box.value),
    write: (values) => boxes.forEach((box) => (box.checked = values.includes(box.value))),
  };
}

/** Words parted by commas. @param {Field} field @returns {Control} */
function words(field) {
  const input = h('input', { type: 'text', autocomplete: 'off' });
  return {
    ...frame(field, input),
    focus: () => input.focus(),
    read: () => input.value.split(/[,，、]/).map((word) => word.trim()).filter(Boolean),
    write: (values) => (input.value = values.join(t('list.comma'))),
  };
}

/** @param {Field} field @returns {Control} */
function number(field) {
  const input = h('input', { type: 'number', min: '1', max: String(mostInBatch), step: '1' });
  return {
    ...frame(field, input),
    focus: () => input.focus(),
    read: () => (input.value ? Number(input.value) : undefined),
    write: (value) => (input.value = String(value)),
  };
}

/** What nobody reads over a shoulder; browsers are told that it is no password of theirs. @param {Field} field @returns {Control} */
function secret(field) {
  const input = h('input', { type: 'password', autocomplete: 'new-password', maxlength: String(field.maxLength) });
  return {
    ...frame(field, input),
    focus: () => input.focus(),
    read: () => input.value || undefined,
  };
}
