// @ts-check
// `/desk/admin/rules`: the rule books in force, readable, each rule with its article.

import { get } from '../api.js';
import { h, replace } from '../dom.js';
import { icon } from '../icons.js';
import { named, t } from '../i18n.js';
import { problemBox } from '../notice.js';
import { noteAddress } from '../router.js';
import { json } from '../network/care.js';
import { dataTable } from '../network/data-table.js';
import { day, moment } from '../time.js';
import { placeLink } from './place-link.js';
import { sections } from './rule-sections.js';

/** @param {import('../router.js').Visit} visit */
export default async function rules(visit) {
  const list = (await get('/rule-books', { signal: visit.signal })).items;
  const box = h('div', { class: 'stack', 'aria-live': 'polite' });
  const key = (/** @type {any} */ one) => `${one.id}/${one.version}`;
  const choose = h('select', { 'aria-label': t('rules.which'), onchange: () => open(choose.value) },
    list.map((/** @type {any} */ one) => h('option', { value: key(one) }, `${one.document} · ${one.title}（v${one.version}）`)));
  const open = async (/** @type {string} */ name) => {
    const one = list.find((/** @type {any} */ each) => key(each) === name);
    if (!one) return;
    choose.value = name;
    noteAddress(`/desk/admin/rules?book=${encodeURIComponent(name)}`);
    try {
      const [id, version] = name.split('/');
      draw(box, one, await get(`/rule-books/${encodeURIComponent(id)}/${version}`, { signal: visit.signal }));
    } catch (error) {
      if (!visit.signal.aborted) replace(box, problemBox(error, () => open(name)));
    }
  };
  const asked = visit.query.get('book');
  const first = list.find((/** @type {any} */ one) => key(one) === asked) ?? list.find((/** @type {any} */ one) => one.boundFor.includes('handling')) ?? list[0];
  if (first) await open(key(first));
  return h('div', { class: 'page stack' },
    h('div', { class: 'page-head' }, h('h1', null, t('page.rules'))),
    h('div', { class: 'row admin-filter' }, h('label', { class: 'field' }, h('span', { class: 'field-label' }, t('rules.which')), choose)),
    box);
}

/** @param {HTMLElement} box @param {any} one @param {any} book */
function draw(box, one, book) {
  const parts = sections(book).map((part) => shortened(part, one.document));
  replace(box,
    h('section', { class: 'panel' },
      h('div', { class: 'panel-head' }, h('h2', null, one.title), h('div', { class: 'marks' },
        one.inForce ? h('span', { class: 'mark mark-good' }, icon('check'), t('rules.inForce')) : h('span', { class: 'mark mark-warn' }, icon('warning'), t('rules.notInForce')),
        one.boundFor.map((/** @type {string} */ name) => h('span', { class: 'mark mark-calm' }, icon('book'), named('rules.section', name))),
        !one.boundFor.length && h('span', { class: 'mark' }, icon('archive'), t('rules.olderTickets')))),
      h('dl', { class: 'facts' },
        facts(one).map(([key, value]) => [h('dt', null, t(key)), h('dd', null, value)]))),
    h('div', { class: 'rules-body' },
      parts.length > 1 && h('nav', { class: 'rules-index panel', 'aria-label': t('rules.index') }, h('h2', null, t('rules.index')), h('ul', null, parts.map((part) => h('li', null, placeLink(`rule-${part.name}`, null, part.title))))),
      h('div', { class: 'stack' }, parts.map(section), parts.length === 0 && h('p', { class: 'empty' }, t('rules.empty')))));
}

/** Articles of the book itself without its number, which stands at its head. @param {any} part @param {string} document */
function shortened(part, document) {
  const cut = (/** @type {string} */ text) => (text.startsWith(document) && text.length > document.length ? text.slice(document.length) : text);
  const tables = part.tables?.map((/** @type {any} */ one) => ({ ...one, rows: one.rows.map((/** @type {string[]} */ row) => row.map(cut)) }));
  return { ...part, ...(part.article ? { article: cut(part.article) } : {}), ...(tables ? { tables } : {}) };
}

/** A short article stays on one line. @param {string} text */
function cell(text) {
  return /^第[一二三四五六七八九十百]+条\S{0,8}$/.test(text) ? h('span', { class: 'nowrap' }, text) : text;
}

/** @param {any} one @returns {[string, string][]} */
function facts(one) {
  return [
    ['rules.document', one.document], ['rules.version', `${one.id} v${one.version}`],
    ['rules.validity', `${day(one.validity.from)} — ${one.validity.to ? day(one.validity.to) : t('rules.noEnd')}（${one.validity.article}）`],
    ['rules.boundAt', moment(one.boundAt)], ['rules.digest', one.digest],
  ];
}

/** @param {any} part */
function section(part) {
  const name = `rule-${part.name}`;
  return h('section', { class: 'panel rule', id: name, 'aria-labelledby': `${name}-title` },
    h('div', { class: 'panel-head' }, h('h2', { id: `${name}-title` }, part.title), part.article && h('span', { class: 'article' }, part.article)),
    part.reading && h('p', { class: 'hint' }, `${t('rules.reading')}：${part.reading}`),
    part.lines?.length > 0 && h('dl', { class: 'facts' }, part.lines.map((/** @type {[string, string]} */ [label, value]) => [h('dt', null, label), h('dd', null, value)])),
    (part.tables ?? []).filter((/** @type {any} */ one) => one.rows.length > 0).map((/** @type {any} */ one) => dataTable(part.title, one.heads, one.rows.map((/** @type {string[]} */ row) => row.map(cell)))),
    part.raw !== undefined && json(part.raw));
}
