// @ts-check
// The list of all tickets that one may see, with filters, columns, saved views, actions on many, and export.

import { address } from '../api.js';
import { openDialog } from '../dialog.js';
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { bindKeys } from '../keys.js';
import { noteAddress } from '../router.js';
import { allColumns, firstColumns } from '../tickets/columns.js';
import { TicketTable } from '../tickets/ticket-table.js';
import { allUnits, readNames } from '../tickets/units.js';
import { bulkBar } from './bulk.js';
import { filterBar, filterNames } from './filters.js';
import { readSetting, writeSetting } from './settings.js';
import { viewBar } from './views.js';

/** @param {import('../router.js').Visit} visit */
export default async function page(visit) {
  return listPage(visit, false);
}

/**
 * The list of own tickets, or of the copies of what nodes below have.
 * @param {import('../router.js').Visit} visit @param {boolean} ofCopies
 */
export async function listPage(visit, ofCopies) {
  const [columns, units] = await Promise.all([readSetting('columns'), allUnits(), readNames()]);
  const shown = Array.isArray(columns) && columns.length ? columns : firstColumns;
  return new ListPage(visit, { columns: shown, ofCopies, units }).element;
}

class ListPage {
  /**
   * @param {import('../router.js').Visit} visit
   * @param {{columns: string[], ofCopies: boolean, units: import('../tickets/units.js').Unit[]}} what
   */
  constructor(visit, { columns, ofCopies, units }) {
    this.columns = columns;
    this.path = ofCopies ? '/desk/below' : '/desk/tickets';
    const title = t(ofCopies ? 'page.below' : 'page.tickets');
    this.query = new URLSearchParams([...visit.query].filter(([name]) => filterNames.includes(name)));
    this.total = h('span', { class: 'text-soft', role: 'status' });
    this.bulk = bulkBar(
      () => this.list.again(),
      () => this.list,
    );
    this.list = new TicketTable({
      label: title,
      columns,
      ofCopies,
      signal: visit.signal,
      selectable: !ofCopies,
      onselect: (rows) => this.bulk.show(rows),
      onpage: (page) => this.tellTotal(page),
    });
    this.filters = filterBar(this.query, () => this.apply(), visit.signal, ofCopies, units);
    const views = viewBar({
      list: ofCopies ? 'mirror' : 'tickets',
      query: () => this.query.toString(),
      open: (view) => this.open(view),
    });
    this.element = h(
      'div',
      { class: 'stack' },
      h(
        'div',
        { class: 'page-head' },
        h('h1', null, title),
        this.total,
        h('div', { class: 'actions push' }, this.tools(ofCopies)),
      ),
      views,
      this.filters.element,
      this.bulk.element,
      this.list.element,
    );
    bindKeys(
      [{ key: '/', label: 'keys.search', run: () => this.filters.element.querySelector('input')?.focus() }],
      visit.signal,
    );
    this.list.show(this.query);
  }

  /** @param {any} page */
  tellTotal(page) {
    this.total.textContent =
      t('list.total', { total: (page.total ?? 0).toLocaleString('en') }) +
      (page.incomplete ? t('list.incomplete') : '');
  }

  apply() {
    const text = this.query.toString();
    noteAddress(`${this.path}${text ? `?${text}` : ''}`);
    this.list.show(this.query);
  }

  /** @param {import('./views.js').View} view */
  open(view) {
    for (const name of [...this.query.keys()]) this.query.delete(name);
    for (const [name, value] of new URLSearchParams(view.query)) this.query.append(name, value);
    this.filters.draw();
    this.apply();
  }

  /** @param {boolean} ofCopies */
  tools(ofCopies) {
    return [
      h(
        'button',
        { type: 'button', class: 'button button-small', onclick: () => this.chooseColumns() },
        icon('settings'),
        t('columns.title'),
      ),
      !ofCopies &&
        h(
          'button',
          { type: 'button', class: 'button button-small', onclick: () => this.exportList() },
          icon('download'),
          t('export.title'),
        ),
    ];
  }

  chooseColumns() {
    openDialog({
      title: t('columns.title'),
      body: () =>
        h(
          'div',
          { class: 'stack' },
          h('p', { class: 'hint' }, t('columns.text')),
          allColumns().map((column) =>
            h(
              'label',
              { class: 'row' },
              h('input', {
                type: 'checkbox',
                checked: this.columns.includes(column.id),
                disabled: column.main,
                onchange: (/** @type {any} */ event) => {
                  const rest = this.columns.filter((one) => one !== column.id);
                  this.useColumns(event.target.checked ? [...rest, column.id] : rest);
                  writeSetting('columns', this.columns);
                },
              }),
              column.label,
            ),
          ),
        ),
    });
  }

  /** @param {string[]} names */
  useColumns(names) {
    this.columns = names;
    this.list.useColumns(names);
  }

  exportList() {
    const link = (/** @type {string} */ format, /** @type {string} */ name) => {
      const query = new URLSearchParams(this.query);
      query.set('format', format);
      return h('a', { class: 'button', href: address('/tickets/export', query), download: '' }, icon('download'), name);
    };
    openDialog({
      title: t('export.title'),
      body: () => [
        h('p', null, t('export.text')),
        h('div', { class: 'actions' }, link('xlsx', 'Excel (XLSX)'), link('csv', 'CSV')),
      ],
    });
  }
}
