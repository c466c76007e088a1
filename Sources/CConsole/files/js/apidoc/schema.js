// @ts-check
// A JSON schema as a table of its members.

import { h } from '../dom.js';
import { t } from '../i18n.js';
import { placeLink } from '../admin/place-link.js';
import { asTable } from '../network/data-table.js';
import { referred, resolved } from './document.js';
import { inline } from './prose.js';

/** Members within members are folded beyond this depth. */
const deepest = 6;
/** A longer pattern tells a reader nothing. */
const longestPattern = 60;

/** @param {any} whole @param {any} schema @param {number} [depth] @returns {import('../dom.js').Child} */
export function schemaView(whole, schema, depth = 0) {
  const part = unwrapped(schema);
  if (referred(part)) return h('p', null, `${typeText(whole, schema)} `, link(String(referred(part))));
  if (part.properties) return members(whole, part, depth);
  if (part.items) return [h('p', null, typeText(whole, part)), referred(part.items) ? null : schemaView(whole, part.items, depth + 1)];
  const choices = part.oneOf ?? part.anyOf;
  if (choices) return h('ul', { class: 'prose-list' }, choices.map((/** @type {any} */ one) => h('li', null, schemaView(whole, one, depth + 1))));
  return h('p', null, typeText(whole, part), constraints(part));
}

/** Without the other half of “or null”. @param {any} schema */
function unwrapped(schema) {
  const choices = schema?.anyOf ?? schema?.oneOf;
  if (!choices) return schema ?? {};
  const real = choices.filter((/** @type {any} */ one) => one.type !== 'null');
  return real.length === 1 ? { ...real[0], description: schema.description ?? real[0].description } : schema;
}

/** @param {string} name */
export function link(name) {
  return placeLink(`schema-${name}`, { class: 'number' }, name);
}

/** @param {any} whole @param {any} part @param {number} depth */
function members(whole, part, depth) {
  const required = new Set(part.required ?? []);
  const names = Object.keys(part.properties);
  if (!names.length) return h('p', { class: 'hint' }, t('api.anyObject'));
  const heads = ['api.member', 'api.type', 'api.meaning'].map((key) => t(key));
  return asTable(h('table', { class: 'data api-members' },
    h('thead', null, h('tr', null, heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', null, names.map((name) => h('tr', null,
      h('th', { scope: 'row', dataset: { label: heads[0] } }, h('code', null, name), required.has(name) && h('span', { class: 'required' }, t('form.star'))),
      h('td', { dataset: { label: heads[1] } }, memberType(whole, part.properties[name])),
      h('td', { dataset: { label: heads[2] } }, meaning(whole, part.properties[name], depth)))))));
}

/** @param {any} whole @param {any} schema */
function memberType(whole, schema) {
  const part = unwrapped(schema);
  const name = referred(part) ?? referred(part.items);
  const target = name ? resolved(whole, { $ref: `#/components/schemas/${name}` }) : null;
  // A named text or number says itself what it is; only objects have a place of their own to look up.
  if (name && target?.properties) return [part.items ? `${t('api.listOf')} ` : '', link(name)];
  return typeText(whole, schema);
}

/** @param {any} whole @param {any} schema @param {number} depth */
function meaning(whole, schema, depth) {
  const part = unwrapped(schema);
  const target = resolved(whole, part);
  const text = schema.description ?? part.description ?? target.description;
  const inner = part.properties ? part : part.items?.properties ? part.items : null;
  const isDeep = inner && Object.keys(inner.properties).length > 0 && depth < deepest;
  return [
    text && h('span', null, inline(text)), constraints(target),
    isDeep && h('details', null, h('summary', null, t('api.members', { count: Object.keys(inner.properties).length })), members(whole, inner, depth + 1)),
  ];
}

/** `string · date-time`, `list of string`. @param {any} whole @param {any} schema @returns {string} */
export function typeText(whole, schema) {
  const part = resolved(whole, unwrapped(schema));
  const types = (Array.isArray(part.type) ? part.type : [part.type]).filter((/** @type {any} */ one) => one && one !== 'null');
  const isOptional = (schema?.anyOf ?? schema?.oneOf ?? []).some((/** @type {any} */ one) => one.type === 'null') || (Array.isArray(part.type) && part.type.includes('null'));
  const name = part.const !== undefined ? JSON.stringify(part.const) : types.map((/** @type {string} */ one) => (one === 'array' ? `${t('api.listOf')} ${typeText(whole, part.items ?? {})}` : one)).join(' | ') || (part.properties ? 'object' : t('api.any'));
  return `${name}${part.format ? ` · ${part.format}` : ''}${isOptional ? ` · ${t('api.orNull')}` : ''}`;
}

/** What else the schema asks for. @param {any} part */
function constraints(part) {
  const words = [
    part.minLength !== undefined && `≥ ${part.minLength} ${t('api.characters')}`, part.maxLength !== undefined && `≤ ${part.maxLength} ${t('api.characters')}`,
    part.minimum !== undefined && `≥ ${part.minimum}`, part.maximum !== undefined && `≤ ${part.maximum}`,
    part.minItems !== undefined && `≥ ${part.minItems} ${t('api.items')}`, part.maxItems !== undefined && `≤ ${part.maxItems} ${t('api.items')}`,
    part.default !== undefined && `${t('api.default')} ${JSON.stringify(part.default)}`,
  ].filter(Boolean).join(' · ');
  return [
    words && h('span', { class: 'hint' }, ` ${words}`),
    part.enum && h('span', { class: 'api-values' }, part.enum.filter((/** @type {any} */ one) => one !== null).map((/** @type {any} */ one) => [h('code', null, String(one)), ' '])),
    part.pattern?.length <= longestPattern && h('span', { class: 'hint' }, ' ', h('code', null, part.pattern)),
  ];
}
