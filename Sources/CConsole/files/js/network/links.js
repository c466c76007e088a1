// @ts-check
// The links as a table: one neighbour a row, all of it below on demand.

import { post } from '../api.js';
import { asked, confirmed } from '../dialog.js';
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../i18n.js';
import { tell, tellProblem } from '../notice.js';
import { problemOf } from '../problem.js';
import { moment } from '../time.js';
import { causeText } from './causes.js';
import { asTable } from './data-table.js';
import { ago, inbound, lastApplied, linkWord, nextTry, oldestUnsent, outbound, span, wordOf } from './state.js';

/** A mark in colour, icon and word. @param {{tone: string, icon: string, label: string}} word */
export function mark(word) {
  return h('span', { class: `mark mark-${word.tone}` }, icon(word.icon), word.label);
}

/**
 * @param {any[]} peers @param {Map<string, string>} owners nodes known by way of a neighbour
 * @param {{isAdmin: boolean, keys: any, open: Set<string>, again: () => void, draw: () => void, nameOf: (code: string) => string}} how
 *   `open`: the neighbours whose details are shown
 */
export function linkTable(peers, owners, how) {
  const labels = ['node', 'state', 'backlog', 'oldest', 'applied', 'received', 'nextTry'].map((name) => t(`network.${name}`));
  return h('div', { class: 'data-scroller' }, asTable(h('table', { class: 'data', 'aria-label': t('network.links') },
    h('thead', null, h('tr', null, labels.map((label) => h('th', { scope: 'col' }, label)), h('th', { scope: 'col' }, t('network.actions')))),
    peers.map((peer) => h('tbody', null, row(peer, labels, how), how.open.has(peer.code) && detailRow(peer, labels.length + 1, how))),
    owners.size > 0 && h('tbody', null, Array.from(owners, ([code, via]) => knownRow(code, via, labels, how))))));
}

/** A node that has no link of its own to this one. @param {string} code @param {string} via @param {string[]} labels @param {any} how */
function knownRow(code, via, labels, how) {
  return h('tr', null,
    h('th', { scope: 'row', dataset: { label: labels[0] } }, h('span', { class: 'two-lines' }, h('span', null, code), h('small', null, t('network.relation.known')))),
    h('td', { colspan: labels.length, dataset: { label: labels[1] } }, mark(wordOf('known')), ` ${t('network.via', { name: how.nameOf(via) })}`));
}

/** @param {any} peer @param {string[]} labels @param {any} how */
function row(peer, labels, how) {
  const oldest = oldestUnsent(peer);
  const next = nextTry(peer);
  const cells = [
    mark(linkWord(peer)),
    outbound(peer).map((stream) => h('div', null, `${t(`network.stream.${stream.name}`)} `, h('span', { class: 'number' }, stream.backlog))),
    oldest ? h('span', { title: moment(oldest) }, ago(oldest)) : t('network.nothing'),
    ago(lastApplied(outbound(peer))), ago(lastApplied(inbound(peer))),
    next ? countdown(next) : t('network.nothing'),
  ];
  return h('tr', null,
    h('th', { scope: 'row', dataset: { label: labels[0] } }, h('span', { class: 'two-lines' },
      h('span', null, peer.name ?? peer.code), h('small', null, `${t(`network.relation.${peer.relation}`)} · ${peer.code}`))),
    cells.map((cell, index) => h('td', { dataset: { label: labels[index + 1] } }, cell)),
    h('td', { dataset: { label: t('network.actions') } }, actions(peer, how)));
}

/** @param {string} next */
function countdown(next) {
  const seconds = Math.round((Date.parse(next) - Date.now()) / 1000);
  return h('span', { title: moment(next) }, seconds <= 0 ? t('network.now') : span(seconds));
}

/** @param {any} peer @param {any} how */
function actions(peer, how) {
  const isOpen = how.open.has(peer.code);
  const fold = () => {
    if (!how.open.delete(peer.code)) how.open.add(peer.code);
    how.draw();
  };
  return h('div', { class: 'actions' },
    how.isAdmin && peer.suspended && h('button', { type: 'button', class: 'button button-small button-primary', dataset: { key: `resume-${peer.code}` }, onclick: () => resume(peer, how) }, t('network.resume')),
    how.isAdmin && !peer.suspended && h('button', { type: 'button', class: 'button button-small', dataset: { key: `retry-${peer.code}` }, 'aria-label': `${t('network.retry')} ${peer.name ?? peer.code}`, onclick: () => retry(peer, how) }, icon('redo'), t('network.retry')),
    h('button', { type: 'button', class: 'button button-small', 'aria-expanded': String(isOpen), 'aria-label': `${t('network.detail')} ${peer.name ?? peer.code}`, dataset: { key: `fold-${peer.code}` }, onclick: fold }, t(isOpen ? 'network.fold' : 'network.detail')));
}

/** @param {any} peer @param {any} how */
async function retry(peer, how) {
  await act(`/peers/${peer.code}/actions/retry`, {}, t('network.retried', { name: peer.name ?? peer.code }), how);
}

/** @param {any} peer @param {any} how */
async function resume(peer, how) {
  const name = peer.name ?? peer.code;
  if (!(await confirmed({ title: t('network.resume'), text: t('network.resume.text', { name }), yes: t('network.resume') }))) return;
  await act(`/peers/${peer.code}/actions/resume`, {}, t('network.resumed', { name }), how);
}

/** @param {any} peer @param {any} how */
async function accept(peer, how) {
  const text = await asked({ title: t('network.accept'), text: t('network.accept.text'), label: t('network.accept.label'), yes: t('network.accept'), maxLength: 12 });
  if (text) await act(`/peers/${peer.code}/actions/accept-generation`, { generation: Number(text) }, t('network.keys.done'), how);
}

/** Does something, tells how it ended, and reads all anew. @param {string} path @param {any} body @param {string} done @param {{again: () => void}} how */
export async function act(path, body, done, how) {
  try {
    await post(path, body);
    tell(done);
  } catch (error) {
    tellProblem(error);
  }
  how.again();
}

/** @param {any} peer @param {number} columns @param {any} how */
function detailRow(peer, columns, how) {
  return h('tr', { class: 'data-detail' }, h('td', { colspan: columns }, h('div', { class: 'network-detail' },
    peer.suspended && suspension(peer), streams(peer), facts(peer, how), outages(peer))));
}

/** Why a link was suspended, and what to do. @param {any} peer */
function suspension(peer) {
  const problem = problemOf(peer.suspended.status ?? 0, JSON.stringify(peer.suspended));
  return h('div', { class: 'problem-box' }, icon('lock'), h('div', { class: 'problem' },
    h('strong', null, `${t('network.suspended')}：${problem.title}`),
    problem.detail && h('p', null, problem.detail), problem.cure && h('p', null, problem.cure), h('p', null, t('network.suspended.cure'))));
}

/** @param {any} peer */
function streams(peer) {
  const heads = ['stream', 'direction', 'position', 'acknowledged', 'backlog', 'oldest', 'failures', 'nextTry', 'lastError', 'applied'];
  return h('div', { class: 'data-scroller' }, asTable(h('table', { class: 'data' },
    h('caption', { class: 'visually-hidden' }, t('network.stream')),
    h('thead', null, h('tr', null, heads.map((name) => h('th', { scope: 'col' }, t(`network.${name}`))))),
    h('tbody', null, (peer.streams ?? []).map((/** @type {any} */ stream) => h('tr', null,
      h('th', { scope: 'row', dataset: { label: t('network.stream') } }, t(`network.stream.${stream.name}`)),
      streamCells(stream).map((cell, index) => h('td', { dataset: { label: t(`network.${heads[index + 1]}`) }, class: index > 0 && index < 4 ? 'number' : null }, cell))))))));
}

/** @param {any} stream */
function streamCells(stream) {
  if (stream.direction === 'in') return [t('network.in'), stream.highest, '', '', '', '', '', '', stream.appliedAt ? moment(stream.appliedAt) : ''];
  return [
    t('network.out'), stream.next - 1, stream.acknowledged, stream.backlog, stream.oldestUnsentAt ? moment(stream.oldestUnsentAt) : '',
    stream.failures, stream.nextTryAt ? moment(stream.nextTryAt) : '', causeText(stream.lastError), stream.appliedAt ? moment(stream.appliedAt) : '',
  ];
}

/** @param {any} peer @param {any} how */
function facts(peer, how) {
  return h('dl', { class: 'facts' },
    h('dt', null, t('network.hello')), h('dd', null, peer.helloAt ? moment(peer.helloAt) : t('network.nothing')),
    h('dt', null, t('network.generation')), h('dd', null, h('span', { class: 'number' }, peer.generation), ' ',
      how.isAdmin && h('button', { type: 'button', class: 'button-link', dataset: { key: `accept-${peer.code}` }, onclick: () => accept(peer, how) }, t('network.accept'))),
    h('dt', null, t('network.clock')), h('dd', null, clockText(peer.clock)),
    h('dt', null, t('network.reconcile.last')), h('dd', null, reconciliationText(peer)),
    how.keys && [h('dt', null, t('network.key')), h('dd', null, keyLines(how.keys, peer.code))]);
}

/** @param {any} clock */
function clockText(clock) {
  if (!clock) return t('network.nothing');
  const seconds = Math.abs(clock.offsetSeconds);
  const text = seconds === 0 ? t('network.clock.same') : t(clock.offsetSeconds > 0 ? 'network.clock.ahead' : 'network.clock.behind', { seconds });
  return clock.beyondTolerance ? h('span', { class: 'text-bad' }, `${text}，${t('network.clock.beyond')}`) : text;
}

/** How the last comparison by itself ended. @param {any} peer */
function reconciliationText(peer) {
  const last = peer.reconciliation;
  if (!last) return t(peer.relation === 'lower' ? 'network.reconcile.below' : 'network.nothing');
  const text = last.failure
    ? t('network.reconcile.lastFailed', { failure: last.failure })
    : last.equal ? t('network.reconcile.lastEqual') : t('network.reconcile.lastDiffering', { count: last.differing, redelivered: last.redelivered });
  return h('span', { class: last.equal && !last.failure ? null : 'text-warn' }, `${text} · ${moment(last.at)}`);
}

/** @param {any} keys @param {string} code */
function keyLines(keys, code) {
  const own = (keys.peers ?? []).filter((/** @type {any} */ key) => key.peer === code);
  if (!own.length) return h('span', { class: 'text-warn' }, t('network.key.none'));
  return own.map((/** @type {any} */ key) => h('div', { class: 'row' },
    mark(key.holds ? { tone: 'good', icon: 'check', label: t('network.key.holds') } : { tone: 'plain', icon: 'close', label: t('network.key.revoked') }),
    h('span', { class: 'number' }, key.id)));
}

/** @param {any} peer */
function outages(peer) {
  const all = peer.outages ?? [];
  if (!all.length) return h('p', { class: 'hint' }, t('network.outages.none'));
  return h('div', { class: 'data-scroller' }, asTable(h('table', { class: 'data' },
    h('caption', null, t('network.outages')),
    h('thead', null, h('tr', null, ['since', 'until', 'cause'].map((name) => h('th', { scope: 'col' }, t(`network.${name}`))))),
    h('tbody', null, all.map((/** @type {any} */ one) => h('tr', null,
      h('td', { dataset: { label: t('network.since') } }, moment(one.since)),
      h('td', { dataset: { label: t('network.until') } }, one.until ? moment(one.until) : h('span', { class: 'text-bad' }, t('network.ongoing'))),
      h('td', { dataset: { label: t('network.cause') } }, causeText(one.cause))))))));
}
