// @ts-check
// `/desk/admin/node`: how this node fares, on one page: health, disk, timers, load. Live.

import { get } from '../api.js';
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { named, t } from '../i18n.js';
import { dataTable } from '../network/data-table.js';
import { redraw, repeatedly } from '../network/redraw.js';
import { ago, linkWord, span } from '../network/state.js';
import { mark } from '../network/links.js';
import { moment } from '../time.js';
import { parseMetrics } from './metrics.js';

/** @param {import('../router.js').Visit} visit */
export default async function node(visit) {
  const parts = { marks: h('div', { class: 'marks' }), facts: h('div', { class: 'status-tiles' }), facts2: h('div', null), links: h('div', null), metrics: h('div', null) };
  const refresh = async () => {
    const options = { signal: visit.signal };
    const [status, live, ready, metrics] = await Promise.all([
      get('/status', options), answers('/healthz', visit.signal), answers('/readyz', visit.signal), text('/metrics', visit.signal),
    ]);
    draw(parts, status, live, ready, metrics);
  };
  await refresh();
  repeatedly(refresh, 5000, visit.signal);
  return h('div', { class: 'page stack' },
    h('div', { class: 'page-head' }, h('h1', null, t('page.node')), parts.marks),
    parts.facts,
    h('div', { class: 'status-columns' },
      h('section', { class: 'panel' }, h('h2', null, t('node.about')), parts.facts2),
      h('section', { class: 'panel' }, h('div', { class: 'panel-head' }, h('h2', null, t('network.links')), h('a', { href: '/desk/network' }, t('page.network'))), parts.links)),
    h('section', { class: 'panel' }, h('h2', null, t('node.metrics')), h('p', { class: 'hint' }, t('node.metrics.hint')), parts.metrics));
}

/** Whether a path that is open to all answers well. @param {string} path @param {AbortSignal} signal */
async function answers(path, signal) {
  return fetch(path, { signal, cache: 'no-store' }).then((response) => response.ok, () => false);
}

/** @param {string} path @param {AbortSignal} signal */
async function text(path, signal) {
  return fetch(path, { signal, cache: 'no-store' }).then((response) => (response.ok ? response.text() : ''), () => '');
}

/** @param {any} parts @param {any} status @param {boolean} live @param {boolean} ready @param {string} metrics */
function draw(parts, status, live, ready, metrics) {
  const tick = Math.floor(Date.now() / 15000);
  redraw(parts.marks, [live, ready, status.disk.condition], () => [
    said(live, 'node.live', 'node.dead'), said(ready, 'node.ready', 'node.notReady'),
    said(status.disk.condition === 'healthy', 'node.disk.healthy', `node.disk.${status.disk.condition}`),
  ]);
  redraw(parts.facts, [status.tickets, status.mirrors, status.deadLetters, status.parked, status.alarms.length, status.disk, status.memoryBytes >> 20, status.walBytes >> 16], () => tiles(status));
  redraw(parts.facts2, [status.node, status.since, status.timers, tick], () => about(status));
  redraw(parts.links, [status.peers.map((/** @type {any} */ peer) => [peer.code, linkWord(peer).code]), tick], () => dataTable(t('network.links'), ['network.node', 'network.state', 'network.hello'].map((key) => t(key)),
    status.peers.map((/** @type {any} */ peer) => [`${peer.name ?? peer.code}（${t(`network.relation.${peer.relation}`)}）`, mark(linkWord(peer)), peer.helloAt ? ago(peer.helloAt) : t('network.nothing')])));
  redraw(parts.metrics, metrics, () => metricTables(metrics));
}

/** @param {boolean} isGood @param {string} good @param {string} bad */
function said(isGood, good, bad) {
  return h('span', { class: `mark mark-${isGood ? 'good' : 'bad'}` }, icon(isGood ? 'check' : 'warning'), t(isGood ? good : bad));
}

/** @param {any} status */
function tiles(status) {
  const tile = (/** @type {string} */ key, /** @type {string | number} */ value, tone = '', href = '') => {
    const inner = [h('span', { class: 'tile-value number' }, value), h('span', { class: 'tile-label' }, t(key))];
    return href ? h('a', { class: `tile ${tone}`, href }, inner) : h('div', { class: `tile ${tone}` }, inner);
  };
  return [
    tile('node.open', status.tickets.open, '', '/desk/tickets'), tile('node.overdue', status.tickets.overdue, status.tickets.overdue ? 'is-bad' : '', '/desk/tickets?due=overdue'),
    tile('node.total', status.tickets.total), tile('node.mirrors', status.mirrors),
    tile('network.alarms', status.alarms.length, status.alarms.length ? 'is-bad' : '', '/desk/network'), tile('network.dead', status.deadLetters, status.deadLetters ? 'is-warn' : '', '/desk/network'),
    tile('network.parked', status.parked, status.parked ? 'is-warn' : '', '/desk/network'),
    tile('node.free', status.disk.freeBytes === undefined ? t('unknown') : bytes(status.disk.freeBytes), status.disk.condition === 'healthy' ? '' : 'is-bad'),
    tile('node.memory', bytes(status.memoryBytes)), tile('node.wal', bytes(status.walBytes)),
  ];
}

/** @param {number} count */
export function bytes(count) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, count)) / 10)));
  const value = count / 1024 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

/** @param {any} status */
function about(status) {
  const facts = [
    ['network.node', `${status.node.name} · ${status.node.code} · ${named('tier', status.node.tier)}`], ['node.software', status.node.software],
    ['network.generation', status.node.generation], ['network.epoch', status.node.epoch ?? ''], ['node.mode', named('network.mode', status.node.mode)],
    ['node.since', `${moment(status.since)}（${t('node.running', { time: span((Date.now() - Date.parse(status.since)) / 1000) })}）`],
    ['node.nextTimer', status.timers.next ? moment(status.timers.next) : t('network.nothing')], ['node.fired', status.timers.fired], ['node.late', `${status.timers.lateMs} ms`],
    ['node.disk', `${t(`node.disk.${status.disk.condition}`)}${status.disk.since ? ` · ${moment(status.disk.since)}` : ''}`], ...(status.disk.detail ? [['node.disk.detail', status.disk.detail]] : []),
  ];
  return h('dl', { class: 'facts' }, facts.map(([key, value]) => [h('dt', null, t(String(key))), h('dd', null, value)]));
}

/** @param {string} metrics */
function metricTables(metrics) {
  const families = parseMetrics(metrics);
  if (!families.length) return h('p', { class: 'hint' }, t('node.metrics.none'));
  return h('details', { dataset: { key: 'metrics' } }, h('summary', null, t('node.metrics.show', { count: families.length })),
    dataTable(t('node.metrics'), ['node.metric', 'node.metric.labels', 'node.metric.value'].map((key) => t(key)), families.flatMap((family) => family.samples.map((sample, index) => [
      index === 0 ? h('span', { class: 'two-lines' }, h('span', { class: 'number' }, family.name), h('small', null, family.help)) : '',
      h('span', { class: 'number' }, sample.labels), h('span', { class: 'number' }, sample.value),
    ]))));
}
