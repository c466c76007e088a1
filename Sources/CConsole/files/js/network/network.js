// @ts-check
// `/desk/network`: all tiers that this node knows, every link, what waits for a person, and reconciliation. Live.

import { get } from '../api.js';
import { debounced, h, replace } from '../dom.js';
import { icon } from '../icons.js';
import { named, t } from '../i18n.js';
import { onLive } from '../live.js';
import { problemBox } from '../notice.js';
import { moment } from '../time.js';
import { alarmList, deadLetters, outboxList, parkedList, unrecoveredList } from './care.js';
import { keyPanel } from './keys.js';
import { linkTable } from './links.js';
import { picture, places } from './picture.js';
import { reconcilePanel } from './reconcile.js';
import { redraw, repeatedly } from './redraw.js';

/** How often the node is asked, in milliseconds. */
const pause = 3000;

/** @typedef {{status: any, keys: any, outbox: any, letters: any, parked: any, alarms: any, unrecovered: any, owners: Map<string, string>}} View */

/** @param {import('../router.js').Visit} visit */
export default async function network(visit) {
  const parts = skeleton();
  const role = visit.session.role;
  /** @type {View | null} */
  let view = null;
  let at = '';
  const how = {
    isAdmin: role === 'admin', mayWatch: ['admin', 'auditor', 'supervisor', 'dispatcher'].includes(role),
    mayCompare: ['admin', 'auditor', 'supervisor', 'dispatcher'].includes(role), mayMend: ['admin', 'supervisor'].includes(role),
    /** @type {Set<string>} */ open: new Set(), signal: visit.signal, keys: /** @type {any} */ (null), hasActed: false, again: () => {}, draw: () => {},
    nameOf: (/** @type {string} */ code) => nameIn(view, visit.session, code),
  };
  const refresh = async () => {
    try {
      view = await read(visit, how, view);
      at = new Date().toISOString();
      draw(parts, view, how, at);
    } catch (error) {
      if (visit.signal.aborted) return;
      if (view) replace(parts.updated, h('span', { class: 'text-bad' }, icon('warning'), t('network.stale', { time: moment(at) })));
      else replace(parts.picture, problemBox(error, how.again));
    }
  };
  await refresh();
  if (view) replace(parts.reconcile, reconcilePanel(/** @type {View} */ (view).status.peers, how));
  const now = repeatedly(refresh, pause, visit.signal);
  how.again = () => {
    how.hasActed = true;
    now();
  };
  how.draw = () => view && draw(parts, view, how, at);
  onLive(debounced(() => now(), 400), visit.signal);
  return parts.page;
}

/** @param {View | null} view @param {any} session @param {string} code */
function nameIn(view, session, code) {
  if (code === session.node.code) return session.node.name;
  return view?.status.peers.find((/** @type {any} */ peer) => peer.code === code)?.name ?? code;
}

function skeleton() {
  const box = (/** @type {string} */ name) => h('div', { class: `stack network-${name}` });
  const parts = {
    updated: h('p', { class: 'hint', role: 'status' }), self: h('p', { class: 'row' }),
    picture: h('div', { class: 'network-picture-box', tabindex: '0', role: 'region', 'aria-label': t('network.picture') }),
    alarms: box('alarms'), links: box('links'),
    letters: box('letters'), parked: box('parked'), reconcile: box('reconcile'), outbox: box('outbox'), keys: box('keys'), unrecovered: box('unrecovered'),
  };
  const panel = (/** @type {string} */ key, /** @type {HTMLElement} */ body, /** @type {string} */ hint = '') =>
    h('section', { class: `panel is-${key.split('.')[1]}` }, h('h2', null, t(key)), hint && h('p', { class: 'hint' }, t(hint)), body);
  const page = h('div', { class: 'page stack' },
    h('div', { class: 'page-head' }, h('div', null, h('h1', null, t('page.network')), parts.self), parts.updated),
    h('div', { class: 'network-panels' },
      panel('network.alarms', parts.alarms),
      panel('network.picture', parts.picture, 'network.picture.hint'),
      h('div', { class: 'stack' }, panel('network.links', parts.links), panel('network.reconcile', parts.reconcile))),
    h('div', { class: 'network-care' },
      panel('network.dead', parts.letters, 'network.dead.hint'), panel('network.parked', parts.parked, 'network.parked.hint'),
      panel('network.outbox', parts.outbox, 'network.outbox.hint'), panel('network.unrecovered', parts.unrecovered), panel('network.keys', parts.keys)));
  return { ...parts, page };
}

/** @param {import('../router.js').Visit} visit @param {any} how @param {View | null} before @returns {Promise<View>} */
async function read(visit, how, before) {
  const options = { signal: visit.signal };
  const status = await get('/status', options);
  const [keys, outbox, letters, parked, unrecovered] = await Promise.all([
    how.isAdmin ? get('/keys', options) : null, get('/outbox', { ...options, query: { limit: 20 } }), get('/dead-letters', options),
    parkedItems(status, how, before, options), get('/unrecovered', options),
  ]);
  how.keys = keys;
  const owners = before?.status.mirrors === status.mirrors ? before?.owners ?? new Map() : await mirrored(status, options);
  return { status, keys, outbox, letters, parked, alarms: status.alarms, unrecovered, owners };
}

/** Reading parked messages is on record each time, so they are read when there are others, or something was done. @param {any} status @param {any} how @param {View | null} before @param {any} options */
async function parkedItems(status, how, before, options) {
  if (status.parked === 0) return { items: [] };
  if (before?.status.parked === status.parked && !how.hasActed) return before?.parked;
  how.hasActed = false;
  return get('/parked', options);
}

/** Whose tickets this node holds copies of, and by way of which neighbour below. @param {any} status @param {any} options */
async function mirrored(status, options) {
  const page = await get('/mirror/tickets', { ...options, query: { limit: 500 } });
  const below = status.peers.filter((/** @type {any} */ peer) => peer.relation === 'lower').map((/** @type {any} */ peer) => peer.code);
  /** @type {Map<string, string>} */
  const owners = new Map();
  for (const owner of new Set(page.items.map((/** @type {any} */ item) => item.owner))) {
    const via = below.find((/** @type {string} */ code) => sharesPlace(code, String(owner)));
    if (via && !below.includes(owner)) owners.set(String(owner), via);
  }
  return owners;
}

/** A county's code begins as its city's does (GB/T 2260), a sub-centre's as its node's. @param {string} upper @param {string} lower */
function sharesPlace(upper, lower) {
  return lower.startsWith(upper.replace(/(00)+$/, ''));
}

/** @param {any} parts @param {View} view @param {any} how @param {string} at */
function draw(parts, view, how, at) {
  const { status } = view;
  // Ages are shown in words: they are drawn anew at least every quarter of a minute.
  const tick = Math.floor(Date.now() / 15000);
  redraw(parts.updated, tick, () => t('network.updated', { time: moment(at) }));
  redraw(parts.self, status.node, () => selfLine(status.node));
  redraw(parts.picture, [status.peers, [...view.owners], tick], () => picture(places(status.node, status.peers, view.owners), status.node.code));
  redraw(parts.alarms, view.alarms, () => alarmList(view.alarms, how));
  redraw(parts.links, [status.peers, [...view.owners], view.keys, tick, [...how.open]], () => linkTable(status.peers, view.owners, how));
  redraw(parts.letters, view.letters, () => deadLetters(view.letters.items, how));
  redraw(parts.parked, view.parked, () => parkedList(view.parked?.items ?? [], how));
  redraw(parts.outbox, view.outbox, () => outboxList(view.outbox, how));
  redraw(parts.unrecovered, view.unrecovered, () => unrecoveredList(view.unrecovered.items));
  parts.unrecovered.closest('section').hidden = !view.unrecovered.items.length;
  parts.keys.closest('section').hidden = !view.keys;
  if (view.keys) redraw(parts.keys, view.keys, () => keyPanel(view.keys, status.peers, how));
}

/** @param {any} node */
function selfLine(node) {
  const isNormal = node.mode === 'normal';
  return [
    h('span', null, `${node.name} · ${node.code} · ${named('tier', node.tier)}`),
    h('span', { class: `mark mark-${isNormal ? 'good' : 'warn'}` }, icon(isNormal ? 'check' : 'warning'), named('network.mode', node.mode)),
    h('span', { class: 'hint' }, `${t('network.generation')} ${node.generation} · ${t('network.epoch')} ${node.epoch ?? ''} · ${node.software}`),
  ];
}
