// @ts-check
// The columns of a list of tickets; which of them a person wants is that person's own.

import { h } from '../dom.js';
import { named, t, tIfAny } from '../i18n.js';
import { icon } from '../icons.js';
import { moment } from '../time.js';
import { dueCell, mark, rowMarks } from './marks.js';
import { shareName } from './units.js';

/** @typedef {import('../table.js').Column} Column */

/** Marks that have room in a row. */
const marksShown = 2;

/** Every column that there is, in their first order. @returns {Column[]} */
export function allColumns() {
  return [
    { id: 'title', label: t('column.title'), main: true, cell: titleCell },
    {
      id: 'summary',
      label: t('column.summary'),
      width: '17%',
      cell: (row) => h('span', { title: row.summary }, row.summary),
    },
    { id: 'due', label: t('column.due'), width: '10.5rem', cell: dueCell },
    { id: 'marks', label: t('column.marks'), width: '9rem', cell: (row) => markCell(row) },
    { id: 'registered', label: t('column.registered'), width: '9rem', cell: (row) => moment(row.registeredAt) },
    { id: 'changed', label: t('column.changed'), width: '8.5rem', cell: (row) => moment(row.changedAt) },
    { id: 'kind', label: t('column.kind'), width: '6rem', cell: (row) => named('kind', row.kind) },
    { id: 'channel', label: t('column.channel'), width: '7rem', cell: (row) => named('channel', row.channel) },
    { id: 'place', label: t('column.place'), width: '10rem', cell: (row) => row.place ?? '' },
    { id: 'units', label: t('column.units'), width: '13%', cell: (row) => unitsOf(row) },
    {
      id: 'number',
      label: t('column.number'),
      width: '11rem',
      cell: (row) => h('span', { class: 'number' }, row.number),
    },
  ];
}

/** The columns that are shown before anybody chose. */
export const firstColumns = ['title', 'summary', 'due', 'marks', 'registered'];

/** The columns of these names, in this order; the title is always among them. @param {string[]} names */
export function columnsOf(names) {
  const all = allColumns();
  const wanted = names.includes('title') ? names : ['title', ...names];
  return /** @type {Column[]} */ (wanted.map((name) => all.find((one) => one.id === name)).filter(Boolean));
}

/** The gravest marks; how many more there are, and which, is told; below them the tags. @param {any} row */
function markCell(row) {
  const names = rowMarks(row);
  const rest = names
    .slice(marksShown)
    .map((name) => tIfAny(`mark.${name}`) ?? name)
    .join(t('list.comma'));
  const marks = h(
    'span',
    { class: 'marks' },
    names.slice(0, marksShown).map((name) => mark(name)),
    rest &&
      h(
        'span',
        { class: 'mark', title: rest },
        `+${names.length - marksShown}`,
        h('span', { class: 'visually-hidden' }, rest),
      ),
  );
  return h('span', { class: 'two-lines' }, names.length > 0 && marks, tagWords(row));
}

/** @param {any} row */
function titleCell(row) {
  return h(
    'span',
    { class: 'two-lines' },
    h(
      'span',
      { class: 'row-head' },
      row.isUnread && mark('unread'),
      h('bdi', { class: 'row-title' }, row.title || t('ticket.untitled')),
    ),
    h('small', null, openWords(row), h('span', { class: 'number' }, row.number), ' · ', named('kind', row.kind)),
  );
}

/** Who else has the ticket open now. @param {any} row */
function openWords(row) {
  const names = row.openBy ?? [];
  if (!names.length) return null;
  const all = t('viewers.open', { names: names.join(t('list.comma')) });
  const short = names.length > 1 ? t('viewers.many', { count: names.length }) : t('viewers.one', { name: names[0] });
  return [h('span', { class: 'text-warn row-open', title: all }, icon('eye'), ' ', short), ' · '];
}

/** The words that people put on a ticket. @param {any} row */
function tagWords(row) {
  if (!row.tags?.length) return null;
  const words = row.tags.join(t('list.comma'));
  const name = h('span', { class: 'visually-hidden' }, t('tags.title'));
  return h('small', { class: 'row-tags', title: words }, icon('tag'), name, ' ', h('bdi', null, words));
}

/** @param {any} row */
function unitsOf(row) {
  return row.shares.map(shareName).join(t('list.comma'));
}
