// @ts-check
// A list of tickets by a query, kept up with what changes.

import { get, getIfAny } from '../api.js';
import { bindKeys } from '../keys.js';
import { onViewers, whenChanged } from '../live.js';
import { tellProblem } from '../notice.js';
import { go } from '../router.js';
import { Table } from '../table.js';
import { columnsOf } from './columns.js';
import { isOverdue } from './marks.js';
import { noteWalk } from './walk.js';

/** Rows of a page. */
const pageSize = 60;
/** Rows of a page where all of a list is read. */
const largestPage = 500;
/** The most rows that are read again when something changed. */
const mostAgain = 500;
/** Changes are gathered for this long before the list is read again, in milliseconds. */
const gathering = 700;

/** By what a row is known to have changed. @param {any} row */
function version(row) {
  const beside = [row.isUnread, ...(row.tags ?? []), '', ...(row.openBy ?? [])].join(' ');
  return `${row.generation}.${row.revision}|${isOverdue(row)}|${row.summary}|${beside}`;
}

/** A list of tickets. */
export class TicketTable {
  /**
   * @param {object} what
   * @param {string} what.label
   * @param {string[]} what.columns
   * @param {AbortSignal} what.signal of the page
   * @param {boolean} [what.ofCopies] of the nodes below, not of this node's own
   * @param {boolean} [what.selectable]
   * @param {(rows: any[]) => void} [what.onselect]
   * @param {(page: any) => void} [what.onpage]
   */
  constructor(what) {
    this.what = what;
    this.query = new URLSearchParams();
    this.isReading = false;
    this.isStale = false;
    this.pageSize = pageSize;
    this.place = what.ofCopies ? '/desk/below/' : '/desk/tickets/';
    this.table = new Table({
      label: what.label,
      columns: columnsOf(what.columns),
      id: (row) => row.id,
      href: (row) => this.place + encodeURIComponent(row.id),
      rowClass: (row) => `${isOverdue(row) ? 'row-overdue' : ''} ${row.isUnread ? 'row-unread' : ''}`.trim(),
      selectable: what.selectable,
      onselect: what.onselect,
      onpage: what.onpage,
      load: (cursor) => this.read(cursor, this.pageSize),
    });
    this.element = this.table.element;
    this.element.addEventListener('click', () => this.note(), { capture: true });
    this.follow();
    this.bindKeys();
  }

  /** Shows what matches a query. @param {URLSearchParams | string} query */
  show(query) {
    this.query = new URLSearchParams(query);
    return this.table.reload();
  }

  /** Other columns. @param {string[]} names */
  useColumns(names) {
    this.table.useColumns(columnsOf(names));
  }

  /**
   * Reads what is left of the list, up to so many rows, in large pages.
   * @param {number} most @param {(done: number) => void} told
   */
  async readAll(most, told) {
    this.pageSize = largestPage;
    try {
      while (this.table.rows.length < most && (await this.table.more())) told(this.table.rows.length);
    } finally {
      this.pageSize = pageSize;
    }
  }

  /** @param {string | null} cursor @param {number} limit */
  read(cursor, limit) {
    const query = new URLSearchParams(this.query);
    query.set('limit', String(limit));
    if (cursor) query.set('cursor', cursor);
    return get(this.what.ofCopies ? '/mirror/tickets' : '/tickets', { query, signal: this.what.signal });
  }

  /** Remembers the order of the list, for next and previous on a ticket's page. */
  note() {
    noteWalk(
      location.pathname + location.search,
      this.table.rows.map((row) => row.id),
    );
  }

  follow() {
    const own = this.what.ofCopies ? 'mirror' : 'ticket';
    const concerns = (/** @type {import('../live.js').LiveEvent} */ { event }) => event === own || event === 'reset';
    whenChanged(concerns, () => this.again(), { pause: gathering, signal: this.what.signal });
    if (!this.what.ofCopies) onViewers((ticket) => ticket && this.readViewers(ticket), this.what.signal);
  }

  /** Reads who has a ticket open that is listed here. @param {string} ticket */
  async readViewers(ticket) {
    if (!this.table.rows.some((row) => row.id === ticket)) return;
    const { signal } = this.what;
    const found = await getIfAny(`/tickets/${encodeURIComponent(ticket)}/viewers`, { signal }).catch(() => null);
    if (!found) return;
    this.table.change(ticket, { openBy: found.items.map((/** @type {any} */ one) => one.name) });
  }

  /** Reads again what was read, and changes the rows that changed. */
  async again() {
    if (this.what.signal.aborted) return;
    if (this.isReading) return void (this.isStale = true);
    this.isReading = true;
    const query = this.query;
    try {
      const limit = Math.min(mostAgain, Math.max(pageSize, this.table.rows.length));
      const page = await this.read(null, limit);
      if (query === this.query) {
        this.table.merge(page, version);
        this.what.onpage?.(page);
      }
    } catch (error) {
      if (!this.what.signal.aborted) tellProblem(error);
    } finally {
      this.isReading = false;
      if (this.isStale) {
        this.isStale = false;
        this.again();
      }
    }
  }

  bindKeys() {
    const open = () => {
      if (!this.table.current) return;
      this.note();
      go(this.place + encodeURIComponent(this.table.current.id));
    };
    bindKeys(
      [
        { key: 'j', label: 'keys.down', run: () => this.table.move(1) },
        { key: 'k', label: 'keys.up', run: () => this.table.move(-1) },
        { key: 'o', label: 'keys.open', run: open },
        ...(this.what.selectable ? [{ key: 'x', label: 'keys.mark', run: () => this.table.toggle() }] : []),
      ],
      this.what.signal,
    );
  }
}
