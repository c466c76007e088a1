// @ts-check
// The desk: the queues of one's role, and the list of the one that is open.

import { h, replace } from '../dom.js';
import { currentLanguage, t } from '../i18n.js';
import { icon } from '../icons.js';
import { bindKeys } from '../keys.js';
import { whenChanged } from '../live.js';
import { tellProblem } from '../notice.js';
import { noteAddress } from '../router.js';
import { hasRole } from '../session.js';
import { bulkBar } from '../list/bulk.js';
import { firstColumns } from '../tickets/columns.js';
import { TicketTable } from '../tickets/ticket-table.js';
import { readNames } from '../tickets/units.js';
import { readQueues } from './queues.js';

/** @typedef {import('./queues.js').Queue} Queue */

/** Changes are gathered for this long before the queues are counted again, in milliseconds. */
const gathering = 1500;

/** @param {import('../router.js').Visit} visit */
export default async function page(visit) {
  const [queues] = await Promise.all([readQueues(visit.signal), readNames()]);
  return new Desk(visit, queues).element;
}

class Desk {
  /** @param {import('../router.js').Visit} visit @param {Queue[]} queues */
  constructor(visit, queues) {
    this.visit = visit;
    this.queues = queues;
    this.open =
      queues.find((one) => one.id === visit.query.get('queue')) ?? queues.find((one) => one.count > 0) ?? queues[0];
    this.tabs = h('div', { class: 'queues', role: 'tablist', 'aria-label': t('desk.queues') });
    this.tabs.addEventListener('keydown', (event) => this.onkey(event));
    this.bulk = bulkBar(
      () => this.list.again(),
      () => this.list,
    );
    this.list = new TicketTable({
      label: t('desk.list'),
      columns: firstColumns,
      signal: visit.signal,
      selectable: true,
      onselect: (rows) => this.bulk.show(rows),
    });
    this.element = h(
      'div',
      { class: 'stack' },
      this.head(),
      this.tabs,
      this.bulk.element,
      h('div', { role: 'tabpanel', id: 'queue-list', 'aria-label': t('desk.list') }, this.list.element),
    );
    this.drawTabs();
    if (this.open) this.list.show(this.open.query);
    this.follow();
  }

  head() {
    const { session } = this.visit;
    const add =
      hasRole(['operator', 'dispatcher', 'reviewer', 'admin']) &&
      h('a', { class: 'button button-primary', href: '/desk/register' }, icon('phone'), t('page.register'));
    return h(
      'div',
      { class: 'page-head' },
      h('h1', null, t('desk.title', { who: session.unitName ?? t(`role.${session.role}`) })),
      add,
    );
  }

  /** Counts change when tickets do. */
  follow() {
    const own = (/** @type {import('../live.js').LiveEvent} */ { event }) => event !== 'mirror';
    whenChanged(own, () => this.count(), { pause: gathering, signal: this.visit.signal });
    const keys = this.queues.slice(0, 9).map((_, index) => ({
      key: String(index + 1),
      label: `desk.key${index + 1}`,
      run: () => this.choose(this.queues[index]),
    }));
    bindKeys(keys, this.visit.signal);
  }

  async count() {
    try {
      this.queues = await readQueues(this.visit.signal);
      this.open = this.queues.find((one) => one.id === this.open?.id) ?? this.open;
      this.drawTabs();
    } catch (error) {
      if (!this.visit.signal.aborted) tellProblem(error);
    }
  }

  /** @param {Queue} queue */
  choose(queue) {
    this.open = queue;
    noteAddress(`/desk?queue=${encodeURIComponent(queue.id)}`);
    this.drawTabs();
    this.list.show(queue.query);
  }

  drawTabs() {
    const hadFocus = this.tabs.contains(document.activeElement);
    replace(
      this.tabs,
      this.queues.map((queue) => this.tab(queue)),
    );
    if (hadFocus) /** @type {HTMLElement | null} */ (this.tabs.querySelector('[aria-selected="true"]'))?.focus();
  }

  /** @param {Queue} queue */
  tab(queue) {
    const isOpen = queue.id === this.open?.id;
    const title = currentLanguage() === 'en' ? queue.titleEn : queue.title;
    return h(
      'button',
      {
        type: 'button',
        class: 'queue',
        role: 'tab',
        'aria-selected': String(isOpen),
        'aria-controls': 'queue-list',
        tabindex: isOpen ? '0' : '-1',
        onclick: () => this.choose(queue),
      },
      h('span', { class: 'queue-title' }, title),
      h('span', { class: 'queue-count number' }, queue.count),
      queue.overdue > 0
        ? h('span', { class: 'mark mark-bad' }, icon('warning'), t('desk.overdue', { count: queue.overdue }))
        : h('span', { class: 'hint' }, t('desk.noOverdue')),
    );
  }

  /** @param {KeyboardEvent} event */
  onkey(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const at = this.queues.findIndex((one) => one.id === this.open?.id);
    this.choose(this.queues[(at + by + this.queues.length) % this.queues.length]);
    /** @type {HTMLElement | null} */ (this.tabs.querySelector('[aria-selected="true"]'))?.focus();
  }
}
