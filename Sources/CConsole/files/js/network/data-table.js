// @ts-check
// Tables of few rows, which become cards on a narrow screen.

import { h } from '../dom.js';

/** What each part of a table is: on a narrow screen tables are laid out as cards, and browsers then forget it. */
const tableRoles = { table: 'table', thead: 'rowgroup', tbody: 'rowgroup', tr: 'row', 'th[scope="col"]': 'columnheader', 'th[scope="row"]': 'rowheader', td: 'cell' };

/** Says what the parts of a table are, whatever their layout. @template {HTMLElement} T @param {T} table @returns {T} */
export function asTable(table) {
  for (const [tag, role] of Object.entries(tableRoles)) {
    for (const part of [table, ...table.querySelectorAll('*')]) if (part.matches(tag)) part.setAttribute('role', role);
  }
  return table;
}

/** A table of few rows that becomes cards on a narrow screen. @param {string} label @param {string[]} heads @param {import('../dom.js').Child[][]} rows */
export function dataTable(label, heads, rows) {
  return h('div', { class: 'data-scroller' }, asTable(h('table', { class: 'data', 'aria-label': label },
    h('thead', null, h('tr', null, heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', null, rows.map((cells) => h('tr', null, cells.map((cell, index) =>
      index === 0 ? h('th', { scope: 'row', dataset: { label: heads[0] } }, cell) : h('td', { dataset: { label: heads[index] } }, cell))))))));
}
