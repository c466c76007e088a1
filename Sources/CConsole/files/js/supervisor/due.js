// @ts-check
// What ends soonest, unit by unit, and what has ended already.

import { h } from '../dom.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { dueCell, isNear, isOverdue } from '../tickets/marks.js';
import { nameOf, shareName } from '../tickets/units.js';
import { dataTable } from '../network/data-table.js';
import { deadline } from '../time.js';

/** So many matters are shown of one unit. */
const shownOfOne = 8;

/** @param {any} row */
function dueAt(row) {
  return row.dueNext?.at ?? null;
}

/** @param {any[]} rows */
export function dueByUnit(rows) {
  const groups = grouped(rows.filter((row) => dueAt(row)));
  if (!groups.length) return h('p', { class: 'hint' }, t('supervision.nothingDue'));
  return h('ul', { class: 'unit-list' }, groups.map((group) => h('li', null, h('details', { dataset: { key: group.code } },
    h('summary', null, h('span', { class: 'unit-name' }, nameOf(group.code)), h('span', { class: 'hint' }, t('supervision.first', { due: deadline(dueAt(group.rows[0])) })), h('span', { class: 'marks' },
      group.overdue > 0 && h('span', { class: 'mark mark-bad' }, icon('warning'), t('supervision.count.overdue', { count: group.overdue })),
      group.near > 0 && h('span', { class: 'mark mark-warn' }, icon('clock'), t('supervision.count.near', { count: group.near })),
      h('span', { class: 'mark' }, t('supervision.count.open', { count: group.rows.length })))),
    h('ul', { class: 'matter-list' }, group.rows.slice(0, shownOfOne).map(matter)),
    group.isUnit && group.rows.length > shownOfOne && h('a', { href: `/desk/tickets?unit=${encodeURIComponent(group.code)}&state=handling` }, t('supervision.all')))))); 
}

/** Shares on which somebody still has to act. */
const open = new Set(['dispatched', 'signed', 'returnAsked', 'submitted']);

/** The shares on which a unit or node still has to act. @param {any} row @returns {any[]} */
function handlers(row) {
  return row.shares.filter((/** @type {any} */ share) => open.has(share.state));
}

/** Units with the most pressing first. @param {any[]} rows */
function grouped(rows) {
  /** @type {Map<string, {code: string, isUnit: boolean, rows: any[], overdue: number, near: number}>} */
  const groups = new Map();
  for (const row of rows) {
    for (const share of handlers(row)) {
      const code = share.unit ?? share.node;
      const group = groups.get(code) ?? { code, isUnit: Boolean(share.unit), rows: [], overdue: 0, near: 0 };
      groups.set(code, group);
      group.rows.push(row);
      if (isOverdue(row)) group.overdue += 1;
      else if (isNear(row)) group.near += 1;
    }
  }
  for (const group of groups.values()) group.rows.sort((one, other) => Date.parse(dueAt(one)) - Date.parse(dueAt(other)));
  return [...groups.values()].sort((one, other) =>
    other.overdue - one.overdue || other.near - one.near || Date.parse(dueAt(one.rows[0])) - Date.parse(dueAt(other.rows[0])));
}

/** @param {any} row */
function matter(row) {
  return h('li', null,
    h('a', { href: `/desk/tickets/${encodeURIComponent(row.id)}` }, h('bdi', null, row.title)),
    h('small', { class: 'number' }, row.number), h('span', { class: 'matter-due' }, dueCell(row)));
}

/** @param {any[]} rows */
export function overdueList(rows) {
  if (!rows.length) return h('p', { class: 'hint' }, icon('check'), ` ${t('supervision.noOverdue')}`);
  return dataTable(t('supervision.overdue'), ['supervision.matter', 'supervision.units', 'supervision.due', 'supervision.papers'].map((key) => t(key)), rows.map((row) => [
    matterCell(row, row.title),
    row.shares.map(shareName).join(t('list.comma')), dueCell(row),
    h('a', { href: `/desk/tickets/${encodeURIComponent(row.id)}/papers/urging` }, t('supervision.urging')),
  ]));
}

/** What a row of a table is about: its title, which leads to the ticket, and its number. @param {{id: string, number: string}} ticket @param {string} title */
export function matterCell(ticket, title) {
  return h('span', { class: 'two-lines' },
    h('a', { href: `/desk/tickets/${encodeURIComponent(ticket.id)}` }, h('bdi', null, title)), h('small', { class: 'number' }, ticket.number));
}
