// @ts-check
// Names and values, one below the other.

import { h } from '../dom.js';
import { t, tIfAny } from '../i18n.js';
import { nameOf } from '../tickets/units.js';
import { day, moment } from '../time.js';

/** A list of names and values; those without a value are left out. @param {[string, import('../dom.js').Child][]} rows */
export function facts(rows) {
  const given = rows.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false);
  return given.length > 0 ? h('dl', { class: 'facts' }, given.map(([name, value]) => [h('dt', null, name), h('dd', null, value)])) : null;
}

/** What somebody filled in, under the names of the rule book, or else the console's. @param {any} form @param {Map<string, string>} labels */
export function formFacts(form, labels) {
  const order = [...labels.keys()];
  const place = (/** @type {string} */ path) => (order.includes(path) ? order.indexOf(path) : order.length);
  const rows = flat(form).sort((a, b) => place(a[0]) - place(b[0]));
  return facts(rows.map(([path, value]) => [labels.get(path) ?? tIfAny(`data.${path}`) ?? tIfAny(`data.${path.split('.').pop()}`) ?? path, shown(path, value)]));
}

/** @param {any} value @param {string} [path] @returns {[string, any][]} */
function flat(value, path = '') {
  return Object.entries(value ?? {}).flatMap(([name, inner]) => {
    const place = path ? `${path}.${name}` : name;
    return inner && typeof inner === 'object' && !Array.isArray(inner) ? flat(inner, place) : [/** @type {[string, any]} */ ([place, inner])];
  });
}

/** A value as people read it. @param {string} path @param {any} value */
export function shown(path, value) {
  if (value === true || value === 'true') return t('yes');
  if (value === false || value === 'false') return t('no');
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => shown(path, one)).join(t('list.comma'));
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return moment(text);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return day(text);
  if (path === 'unit' || path.endsWith('.unit')) return nameOf(text);
  return h('span', { class: 'told' }, text);
}
