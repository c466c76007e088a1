// @ts-check
// One row of a list, and the empty room in the place of those out of sight.

import { h } from './dom.js';
import { t } from './i18n.js';

/** @typedef {import('./table.js').Table} Table */

/** A row with its cells. @param {Table} table @param {any} row @param {number} index */
export function drawRow(table, row, index) {
  const { what } = table;
  const id = what.id(row);
  const isMarked = table.selection.has(id);
  const looks = [what.rowClass?.(row), row.isChanged && 'row-changed', isMarked && 'row-marked'];
  return h(
    'tr',
    {
      class: looks.filter(Boolean).join(' '),
      'aria-rowindex': String(index + 2),
      'aria-selected': what.selectable ? String(isMarked) : null,
      dataset: { id },
      onclick: (/** @type {MouseEvent} */ event) => open(table, event, index),
    },
    what.selectable && drawCheck(table, row, index),
    what.columns.map((column) => drawCell(table, column, row, index)),
  );
}

/** The box that marks a row. @param {Table} table @param {any} row @param {number} index */
function drawCheck(table, row, index) {
  const id = table.what.id(row);
  const box = h('input', {
    type: 'checkbox',
    checked: table.selection.has(id),
    tabindex: index === table.active ? '0' : '-1',
    'aria-label': t('list.select', { id: row.number ?? id }),
    onchange: () => table.selection.toggle(row),
    onfocus: () => table.stand(index),
  });
  return h('td', { class: 'cell-check' }, box);
}

/** @param {Table} table @param {import('./table.js').Column} column @param {any} row @param {number} index */
function drawCell(table, column, row, index) {
  const tag = column.main ? 'th' : 'td';
  const attributes = {
    class: `cell-${column.id}`,
    scope: column.main ? 'row' : null,
    dataset: { label: column.label },
  };
  if (!column.main || !table.what.href) return h(tag, attributes, column.cell(row));
  const link = {
    href: table.what.href(row),
    class: 'row-link',
    tabindex: index === table.active ? '0' : '-1',
    onfocus: () => table.stand(index),
  };
  return h(tag, attributes, h('a', link, column.cell(row)));
}

/**
 * A click anywhere on a row opens it, unless it was on something of its own or marked text.
 * @param {Table} table @param {MouseEvent} event @param {number} index
 */
function open(table, event, index) {
  table.stand(index);
  if (!(event.target instanceof Element) || event.target.closest('a,button,input,label')) return;
  if (String(getSelection() ?? '')) return;
  const link = event.target.closest('tr')?.querySelector('.row-link');
  if (link instanceof HTMLElement) link.click();
}

/** Empty room in the place of rows out of sight. @param {number} height @param {number} span */
export function gap(height, span) {
  if (height <= 0) return null;
  const room = h('tr', { class: 'list-gap', 'aria-hidden': 'true' }, h('td', { colspan: String(span) }));
  room.style.height = `${height}px`;
  return room;
}
