// @ts-check
// `/desk/supervision`: what is about to break, what the rules propose, what is overdue, and the nodes below. Live.

import { get } from '../api.js';
import { debounced, h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../i18n.js';
import { whenChanged } from '../live.js';
import { redraw } from '../network/redraw.js';
import { tickets } from '../papers/gather.js';
import { ruleBook } from '../ticket/rules.js';
import { readNames } from '../tickets/units.js';
import { belowPanel } from './below.js';
import { dueByUnit, overdueList } from './due.js';
import { proposalList } from './proposals.js';

/** So many rows are read for the groups; the list has all of them. */
const most = 300;
/** So many proposals are shown at once. */
const mostProposals = 40;
/** Changes are gathered for this long before the lists are read again, in milliseconds. */
const gathering = 800;

/** @param {import('../router.js').Visit} visit */
export default async function desk(visit) {
  const parts = { tiles: h('div', { class: 'status-tiles' }), units: h('div', null), proposals: h('div', null), overdue: h('div', null) };
  const how = { mayAct: ['supervisor', 'admin'].includes(visit.session.role), signal: visit.signal, again: () => {} };
  /** @type {Map<string, any>} */
  const known = new Map();
  const refresh = async () => draw(parts, await read(visit, known), how);
  const again = debounced(() => refresh().catch(() => {}), gathering);
  how.again = () => again();
  await readNames();
  await refresh();
  whenChanged(({ event }) => event !== 'mirror', () => refresh().catch(() => {}), { pause: gathering, signal: visit.signal });
  return h('div', { class: 'page stack' },
    h('div', { class: 'page-head' }, h('h1', null, t('page.supervision')),
      h('div', { class: 'actions' },
        h('a', { class: 'button', href: '/desk/papers/deferrals' }, icon('document'), t('papers.ledger')),
        h('a', { class: 'button', href: '/desk/papers/register' }, icon('print'), t('papers.register')))),
    parts.tiles,
    h('section', { class: 'panel' }, h('h2', null, t('supervision.proposals')), h('p', { class: 'hint' }, t('supervision.proposals.hint')), parts.proposals),
    h('div', { class: 'supervision-columns' },
      h('section', { class: 'panel' }, h('h2', null, t('supervision.byUnit')), h('p', { class: 'hint' }, t('supervision.byUnit.hint', { most })), parts.units),
      h('section', { class: 'panel' }, h('div', { class: 'panel-head' }, h('h2', null, t('supervision.overdue')), h('a', { href: '/desk/tickets?due=overdue' }, t('supervision.all'))), parts.overdue)),
    await belowPanel(visit, how));
}

/** @param {import('../router.js').Visit} visit @param {Map<string, any>} known tickets that were read before */
async function read(visit, known) {
  const list = (/** @type {Record<string, any>} */ query) => get('/tickets', { query, signal: visit.signal });
  const [open, overdue, proposed, today, soon] = await Promise.all([
    list({ state: 'handling', order: 'due', limit: most }), list({ due: 'overdue', order: 'due', limit: 50 }), list({ mark: 'proposed', limit: mostProposals }),
    list({ due: 'today', limit: 1 }), list({ due: 'soon', limit: 1 }),
  ]);
  const full = await proposedTickets(proposed.items, known, visit.signal);
  const books = new Map(await Promise.all(full.map(async (ticket) => /** @type {const} */ ([ticket.id, await ruleBook(ticket.ruleBook)]))));
  return { open, overdue, proposed: { total: proposed.total, tickets: full, books }, today: today.total, soon: soon.total };
}

/** Seeing a ticket is on record each time, so one that has not changed is not read again. @param {any[]} rows @param {Map<string, any>} known @param {AbortSignal} signal */
async function proposedTickets(rows, known, signal) {
  const state = (/** @type {any} */ one) => `${one.id}@${one.generation}.${one.revision}`;
  for (const ticket of await tickets(rows.filter((row) => !known.has(state(row))), signal, () => {})) known.set(state(ticket), ticket);
  return rows.map((row) => known.get(state(row))).filter(Boolean);
}

/** @param {any} parts @param {any} data @param {any} how */
function draw(parts, data, how) {
  const tick = Math.floor(Date.now() / 60000);
  redraw(parts.tiles, [data.overdue.total, data.today, data.soon, data.proposed.total], () => [
    tile('supervision.overdue', data.overdue.total, 'is-bad', '/desk/tickets?due=overdue'), tile('supervision.today', data.today, 'is-warn', '/desk/tickets?due=today'),
    tile('supervision.soon', data.soon, '', '/desk/tickets?due=soon'), tile('supervision.proposals', data.proposed.total, 'is-warn', '/desk/tickets?mark=proposed'),
  ]);
  redraw(parts.units, [data.open.items, tick], () => dueByUnit(data.open.items));
  redraw(parts.overdue, [data.overdue.items, tick], () => overdueList(data.overdue.items));
  redraw(parts.proposals, data.proposed.tickets.map((/** @type {any} */ one) => [one.id, one.revision]), () => proposalList(data.proposed, how));
}

/** @param {string} key @param {number} value @param {string} tone @param {string} href */
function tile(key, value, tone, href) {
  return h('a', { class: `tile ${value > 0 ? tone : ''}`, href, dataset: { key } },
    h('span', { class: 'tile-value number' }, value), h('span', { class: 'tile-label' }, t(key)));
}
