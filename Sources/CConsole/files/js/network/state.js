// @ts-check
// How a link fares, in one word, one colour and one icon.

import { t } from '../i18n.js';

/** A message that waits longer than this while the link is open is a backlog, in milliseconds. */
const patience = 15000;

/** @typedef {{code: string, tone: 'good' | 'calm' | 'warn' | 'bad' | 'plain', icon: string, label: string}} LinkWord */

/** @type {Record<string, {tone: LinkWord['tone'], icon: string}>} */
const looks = {
  flowing: { tone: 'good', icon: 'check' }, sending: { tone: 'calm', icon: 'forward' }, stalled: { tone: 'warn', icon: 'clock' },
  waiting: { tone: 'warn', icon: 'redo' }, suspended: { tone: 'bad', icon: 'lock' }, never: { tone: 'plain', icon: 'close' },
  known: { tone: 'plain', icon: 'link' },
};

/** @param {string} code @returns {LinkWord} */
export function wordOf(code) {
  return { code, ...(looks[code] ?? looks.never), label: t(`link.${code}`) };
}

/** @param {any} peer @param {number} [now] @returns {LinkWord} */
export function linkWord(peer, now = Date.now()) {
  if (peer.state !== 'connected') return wordOf(looks[peer.state] ? peer.state : 'never');
  const oldest = oldestUnsent(peer);
  if (oldest && now - Date.parse(oldest) > patience) return wordOf('stalled');
  return wordOf(backlog(peer) > 0 ? 'sending' : 'flowing');
}

/** The streams towards a peer. @param {any} peer @returns {any[]} */
export function outbound(peer) {
  return (peer.streams ?? []).filter((/** @type {any} */ stream) => stream.direction === 'out');
}

/** The streams from a peer. @param {any} peer @returns {any[]} */
export function inbound(peer) {
  return (peer.streams ?? []).filter((/** @type {any} */ stream) => stream.direction === 'in');
}

/** @param {any} peer @returns {number} */
export function backlog(peer) {
  return outbound(peer).reduce((sum, stream) => sum + (stream.backlog ?? 0), 0);
}

/** When the oldest message that is not confirmed was owed. @param {any} peer @returns {string | null} */
export function oldestUnsent(peer) {
  return first(outbound(peer).map((stream) => stream.oldestUnsentAt));
}

/** @param {any} peer @returns {string | null} */
export function nextTry(peer) {
  return first(outbound(peer).map((stream) => stream.nextTryAt));
}

/** The newest moment at which something was applied in a direction. @param {any[]} streams @returns {string | null} */
export function lastApplied(streams) {
  const moments = streams.map((stream) => stream.appliedAt).filter(Boolean);
  return moments.length ? moments.reduce((one, other) => (Date.parse(one) > Date.parse(other) ? one : other)) : null;
}

/** @param {(string | null)[]} moments @returns {string | null} */
function first(moments) {
  const given = /** @type {string[]} */ (moments.filter(Boolean));
  return given.length ? given.reduce((one, other) => (Date.parse(one) < Date.parse(other) ? one : other)) : null;
}

/** How long ago, in the one unit that a person needs. @param {string | null} moment @param {number} [now] */
export function ago(moment, now = Date.now()) {
  if (!moment) return t('network.nothing');
  const seconds = Math.max(0, Math.round((now - Date.parse(moment)) / 1000));
  if (seconds < 5) return t('network.now');
  return t('network.ago', { time: span(seconds) });
}

/** @param {number} seconds */
export function span(seconds) {
  if (seconds < 60) return t('span.seconds', { count: seconds });
  if (seconds < 3600) return t('span.minutes', { count: Math.floor(seconds / 60) });
  if (seconds < 172800) return t('span.hours', { count: Math.floor(seconds / 3600) });
  return t('span.days', { count: Math.floor(seconds / 86400) });
}
