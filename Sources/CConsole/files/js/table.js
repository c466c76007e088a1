// @ts-check
// A list of any length: a real table, of which only the rows in sight are in the page. Rows come by cursor pages.

import { h, replace } from './dom.js';
import { t } from './i18n.js';
import { problemBox } from './notice.js';
import { drawRow, gap } from './table-row.js';
import { Selection } from './table-selection.js';

/**
 * @typedef {object} Column
 * @property {string} id
 * @property {string} label
 * @property {(row: any) => import('./dom.js').Child} cell
 * @property {string} [width] of a grid's column, such as `9em`
 * @property {boolean} [main] the cell that leads to the row's page and stands first on a narrow screen
 */

/** @typedef {{items: any[], next: string | null, total: number}} Page */

/** Rows kept on each side of those in sight. */
const margin = 12;
/** Room below a list, in pixels. */
const room = 40;
/** The least that a list is high, in pixels. */
const leastHeight = 320;

/** A list. Events: `onselect` with the marked rows, `onopen` with the row that Enter was pressed on. */
export class Table {
  /**
   * @param {object} what
   * @param {string} what.label of the whole, for readers of the screen
   * @param {Column[]} what.columns
   * @param {(row: any) => string} what.id
   * @param {(cursor: string | null) => Promise<Page>} what.load
   * @param {(row: any) => string} [what.href] where a row leads
   * @param {(row: any) => string} [what.rowClass]
   * @param {boolean} [what.selectable]
   * @param {(rows: any[]) => void} [what.onselect]
   * @param {(page: Page) => void} [what.onpage]
   * @param {import('./dom.js').Child} [what.empty]
   */
  constructor(what) {
    this.what = what;
    /** @type {any[]} */
    this.rows = [];
    this.total = 0;
    /** @type {string | null} */
    this.next = null;
    /** What is being read. @type {Promise<boolean> | null} */
    this.loading = null;
    this.active = 0;
    this.height = 0;
    this.round = 0;
    /** Changes when all rows have to be drawn anew, as by other columns. */
    this.look = 0;
    /** @type {HTMLElement[]} */
    this.drawn = [];
    /** @type {WeakMap<object, {look: string, element: HTMLElement}>} */
    this.kept = new WeakMap();
    this.selection = new Selection(what.id, (rows) => this.onselection(rows));
    this.all = h('input', {
      type: 'checkbox',
      'aria-label': t('list.selectAll'),
      onchange: () => (this.all.checked ? this.selection.all(this.rows) : this.selection.clear()),
    });
    this.body = h('tbody', null);
    this.head = h('thead', null);
    this.table = h('table', { class: 'list', 'aria-label': what.label }, this.head, this.body);
    this.foot = h('div', { class: 'list-foot', role: 'status' });
    this.scroller = h('div', { class: 'list-scroller', tabindex: what.href ? '-1' : '0' }, this.table, this.foot);
    this.element = h('div', { class: 'list-box' }, this.scroller);
    this.scroller.addEventListener('scroll', () => this.onscroll(), { passive: true });
    this.table.addEventListener('keydown', (event) => this.onkey(event));
    new ResizeObserver(() => this.draw()).observe(this.scroller);
    this.drawHead();
  }

  /** Other columns, in this order. @param {Column[]} columns */
  useColumns(columns) {
    this.what.columns = columns;
    this.look += 1;
    this.drawHead();
    this.draw();
  }

  /** Reads the list from its start. */
  async reload() {
    this.round += 1;
    this.rows = [];
    this.next = null;
    this.active = 0;
    this.selection.clear();
    this.scroller.scrollTop = 0;
    this.loading = null;
    await this.more(true);
  }

  /**
   * Reads the next page, once however often it is asked for; answers whether it came.
   * @param {boolean} [isFirst] @returns {Promise<boolean>}
   */
  more(isFirst = false) {
    if (!isFirst && !this.next) return Promise.resolve(false);
    this.loading ??= this.read(isFirst);
    return this.loading;
  }

  /** @param {boolean} isFirst */
  async read(isFirst) {
    const round = this.round;
    this.foot.textContent = t('loading');
    try {
      const page = await this.what.load(isFirst ? null : this.next);
      if (round !== this.round) return false;
      this.loading = null;
      const known = new Set(this.rows.map(this.what.id));
      this.rows.push(...page.items.filter((row) => !known.has(this.what.id(row))));
      this.next = page.next;
      this.total = page.total ?? this.rows.length;
      this.what.onpage?.(page);
      this.draw();
      return true;
    } catch (error) {
      if (round !== this.round) return false;
      this.loading = null;
      if (/** @type {any} */ (error).name !== 'AbortError')
        replace(
          this.foot,
          problemBox(error, () => this.more(isFirst)),
        );
      return false;
    }
  }

  /**
   * Takes over what the list begins with now: rows that changed, came or went. Those that are as they were stay
   * untouched.
   * @param {Page} page as long as what was read, or shorter where that was long
   * @param {(row: any) => string} version by which a row is known to have changed
   */
  merge(page, version) {
    const old = new Map(this.rows.map((row) => [this.what.id(row), row]));
    const isWhole = page.items.length >= this.rows.length || !page.next;
    const fresh = page.items.map((row) => {
      const before = old.get(this.what.id(row));
      if (!before) return { ...row, isChanged: true };
      return version(before) === version(row) ? before : { ...row, isChanged: true };
    });
    const taken = new Set(fresh.map(this.what.id));
    const at = this.current ? this.what.id(this.current) : null;
    this.rows = isWhole
      ? fresh
      : [...fresh, ...this.rows.slice(page.items.length).filter((row) => !taken.has(this.what.id(row)))];
    if (isWhole) this.next = page.next;
    this.total = page.total ?? this.rows.length;
    const place = this.rows.findIndex((row) => this.what.id(row) === at);
    this.active = Math.max(0, Math.min(place >= 0 ? place : this.active, this.rows.length - 1));
    this.selection.follow(this.rows);
    this.draw();
  }

  /** Puts other values into a row, which is drawn anew. @param {string} id @param {Record<string, any>} values */
  change(id, values) {
    this.rows = this.rows.map((row) => (this.what.id(row) === id ? { ...row, ...values, isChanged: false } : row));
    this.selection.follow(this.rows);
    this.draw();
  }

  /** How many columns there are. */
  get span() {
    return this.what.columns.length + (this.what.selectable ? 1 : 0);
  }

  /** Moves to another row by so many. @param {number} by */
  move(by) {
    if (!this.rows.length) return;
    // The first step goes to where the list was left, not past it.
    if (!this.body.contains(document.activeElement) && Math.abs(by) === 1) return this.focusActive();
    this.active = Math.max(0, Math.min(this.rows.length - 1, this.active + by));
    this.reveal();
    this.draw();
    this.focusActive();
  }

  /** The row that the keyboard is at. */
  get current() {
    return this.rows[this.active];
  }

  /** The keyboard is at this row from now on. @param {number} index */
  stand(index) {
    this.active = index;
  }

  /** Marks the row that the keyboard is at, or takes the mark off. */
  toggle() {
    if (this.current && this.what.selectable) this.selection.toggle(this.current);
  }

  /** @param {any[]} rows */
  onselection(rows) {
    this.draw();
    this.what.onselect?.(rows);
  }

  drawHead() {
    const all = this.what.selectable && h('th', { scope: 'col', class: 'cell-check' }, this.all);
    const cells = this.what.columns.map((column) => {
      const cell = h('th', { scope: 'col', class: `cell-${column.id}` }, column.label);
      if (column.width) cell.style.width = column.width;
      return cell;
    });
    replace(this.head, h('tr', { 'aria-rowindex': '1' }, all, cells));
  }

  onscroll() {
    this.draw();
    const left = this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight;
    if (left < 600) this.more();
  }

  /** The list is as high as what is left of the window below its head, so that one thing scrolls. */
  fit() {
    const top = this.element.getBoundingClientRect().top + window.scrollY;
    this.scroller.style.maxHeight = `${Math.max(leastHeight, window.innerHeight - top - room)}px`;
  }

  /** Draws the rows in sight and empty room for the others. */
  draw() {
    if (this.element.isConnected) this.fit();
    this.all.checked = this.rows.length > 0 && this.selection.size === this.rows.length;
    this.all.indeterminate = this.selection.size > 0 && !this.all.checked;
    this.table.setAttribute('aria-rowcount', String(this.total + 1));
    const height = this.height || 44;
    const top = Math.max(0, Math.floor(this.scroller.scrollTop / height) - margin);
    const shown = Math.ceil((this.scroller.clientHeight || 800) / height) + 2 * margin;
    const end = Math.min(this.rows.length, top + shown);
    const focused = this.body.contains(document.activeElement) ? document.activeElement : null;
    const wasCheck = focused instanceof HTMLInputElement;
    const rows = this.rows.slice(top, end).map((row, index) => this.keptRow(row, top + index));
    const isSame = rows.length === this.drawn.length && rows.every((row, index) => row === this.drawn[index]);
    if (!isSame || !rows.length)
      replace(this.body, gap(top * height, this.span), rows, gap((this.rows.length - end) * height, this.span));
    this.drawn = rows;
    this.drawFoot();
    const measured = rows[0]?.getBoundingClientRect().height ?? 0;
    if (measured && Math.abs(measured - this.height) > 1) {
      this.height = measured;
      if (this.rows.length > shown) this.draw();
    }
    if (focused && focused !== document.activeElement) this.focusActive(wasCheck);
  }

  /**
   * A row that is as it was stays the element that it is: marked text and focus are not lost.
   * @param {any} row @param {number} index
   */
  keptRow(row, index) {
    const look = `${index}|${index === this.active}|${this.selection.has(this.what.id(row))}|${this.look}`;
    const kept = this.kept.get(row);
    if (kept?.look === look) return kept.element;
    const element = drawRow(this, row, index);
    this.kept.set(row, { look, element });
    return element;
  }

  drawFoot() {
    if (this.loading) return void (this.foot.textContent = t('loading'));
    if (!this.rows.length) return replace(this.foot, this.what.empty ?? h('p', { class: 'empty' }, t('list.empty')));
    replace(
      this.foot,
      h('span', null, t('list.shown', { shown: this.rows.length, total: this.total })),
      this.next &&
        h('button', { type: 'button', class: 'button button-small', onclick: () => this.more() }, t('list.more')),
    );
  }

  /** @param {KeyboardEvent} event */
  onkey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -1e9, End: 1e9 }[event.key];
    if (!by) return;
    event.preventDefault();
    this.move(by);
  }

  /** Brings the active row into sight. */
  reveal() {
    const height = this.height || 44;
    const head = this.head.getBoundingClientRect().height;
    const top = this.active * height;
    const { scrollTop, clientHeight } = this.scroller;
    if (top < scrollTop) this.scroller.scrollTop = top;
    if (top + height + head > scrollTop + clientHeight) this.scroller.scrollTop = top + height + head - clientHeight;
    if (this.active > this.rows.length - margin) this.more();
  }

  /** @param {boolean} [onCheck] */
  focusActive(onCheck = false) {
    const row = this.body.querySelector(`tr[aria-rowindex="${this.active + 2}"]`);
    const place = row?.querySelector(onCheck ? 'input' : '.row-link') ?? row?.querySelector('a,button,input');
    if (place instanceof HTMLElement && place !== document.activeElement) place.focus({ preventScroll: true });
  }
}
