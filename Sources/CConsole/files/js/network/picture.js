// @ts-check
// The picture of the network: tiers from top to bottom, this node marked, each link in colour, word and sign.

import { t } from '../i18n.js';
import { backlog, linkWord, oldestUnsent, span, wordOf } from './state.js';

/** @typedef {{code: string, name: string, row: number, kind: 'self' | 'peer' | 'known', peer?: any, via?: string, viaName?: string}} Place */
/** @typedef {{x: number, y: number}} Spot */

const namespace = 'http://www.w3.org/2000/svg';
const box = { width: 206, height: 88, across: 22, down: 44 };
/** Nodes side by side; further ones of a tier stand on the next line. */
const mostOfLine = 6;
/** Room at the left for the trunk that leads to further lines. */
const margin = 18;

/** The tier that a code stands for (GB/T 2260): a sub-centre's has a suffix. @param {string} code */
function rowOf(code) {
  if (code.includes('-')) return 3;
  if (code.endsWith('0000')) return 0;
  return code.endsWith('00') || code.endsWith('9001') ? 1 : 2;
}

/**
 * Every node that this one knows: itself, its neighbours, and whose tickets came by way of a neighbour.
 * @param {any} self @param {any[]} peers @param {Map<string, string>} owners the neighbour by which each was heard of
 * @returns {Place[]}
 */
export function places(self, peers, owners) {
  const own = rowOf(self.code);
  /** @type {Place[]} */
  const found = [{ code: self.code, name: self.name, row: own, kind: 'self' }];
  for (const peer of peers) {
    const row = peer.relation === 'upper' ? Math.min(rowOf(peer.code), own - 1) : Math.max(rowOf(peer.code), own + 1);
    found.push({ code: peer.code, name: peer.name ?? peer.code, row, kind: 'peer', peer });
  }
  for (const [code, via] of owners) {
    if (found.some((one) => one.code === code)) continue;
    const above = found.find((one) => one.code === via);
    found.push({ code, name: code, row: Math.max(rowOf(code), (above?.row ?? own) + 1), kind: 'known', via, viaName: above?.name });
  }
  return found;
}

/** @param {Place[]} all @param {string} self */
export function picture(all, self) {
  const lines = linesOf(all);
  const widest = Math.max(2, ...lines.map((line) => line.length));
  const width = 2 * margin + widest * (box.width + box.across) - box.across;
  const height = lines.length * (box.height + box.down) - box.down + 4;
  /** @type {Map<string, Spot>} */
  const spots = new Map();
  for (const [index, line] of lines.entries()) {
    const start = (width - line.length * (box.width + box.across) + box.across) / 2;
    for (const [place, one] of line.entries()) {
      spots.set(one.code, { x: start + place * (box.width + box.across), y: 2 + index * (box.height + box.down) });
    }
  }
  const drawing = draw('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', class: 'network-picture', 'aria-label': t('network.picture') });
  drawing.style.maxWidth = `${width * 1.2}px`;
  drawing.style.minWidth = `${width * 0.55}px`;
  for (const one of linked(all)) drawing.append(link(one, spots, self));
  for (const one of all) drawing.append(node(one, spots));
  return drawing;
}

/** What has a link; troubles last, so that they lie on top where lines share a way. @param {Place[]} all */
function linked(all) {
  const weights = { plain: 0, good: 1, calm: 2, warn: 3, bad: 4 };
  const weight = (/** @type {Place} */ one) => (one.peer ? weights[linkWord(one.peer).tone] : -1);
  return all.filter((one) => one.kind !== 'self').sort((one, other) => weight(one) - weight(other));
}

/** Tiers from top to bottom, long ones on several lines. @param {Place[]} all @returns {Place[][]} */
function linesOf(all) {
  const rows = [...new Set(all.map((one) => one.row))].sort((one, other) => one - other);
  return rows.flatMap((row) => {
    const here = all.filter((one) => one.row === row);
    const count = Math.ceil(here.length / mostOfLine);
    const each = Math.ceil(here.length / count);
    return Array.from({ length: count }, (_, index) => here.slice(index * each, index * each + each));
  });
}

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...(Node | string)} children */
function draw(tag, attributes, ...children) {
  const element = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** @param {Place} one @param {Map<string, Spot>} spots */
function node(one, spots) {
  const spot = spots.get(one.code) ?? { x: 0, y: 0 };
  const word = one.kind === 'self' ? null : one.peer ? linkWord(one.peer) : wordOf('known');
  const middle = box.width / 2;
  const top = one.kind === 'self' ? 38 : 24;
  return draw('g', { class: `network-node is-${one.kind} tone-${word?.tone ?? 'self'}`, transform: `translate(${spot.x} ${spot.y})` },
    draw('rect', { class: 'network-box', width: box.width, height: box.height, rx: 8 }),
    draw('text', { x: middle, y: top, class: 'network-name' }, shortened(one.name)),
    draw('text', { x: middle, y: top + 19, class: 'network-code' }, caption(one)),
    ...(word ? [draw('rect', { class: 'network-state', x: 8, y: 54, width: box.width - 16, height: 25, rx: 12.5 }), draw('text', { x: middle, y: 71, class: 'network-word' }, stateWords(word, one.peer))] : []));
}

/** @param {Place} one */
function caption(one) {
  if (one.kind === 'self') return `${one.code} · ${t('network.self')}`;
  return one.kind === 'known' ? t('network.via', { name: one.viaName ?? one.via ?? '' }) : one.code;
}

/** @param {import('./state.js').LinkWord} word @param {any} peer */
function stateWords(word, peer) {
  const words = [`${symbols[word.code] ?? ''} ${word.label}`];
  const waiting = peer ? backlog(peer) : 0;
  const oldest = peer ? oldestUnsent(peer) : null;
  if (waiting > 0) words.push(t('network.unsent', { count: waiting }));
  if (oldest && word.code !== 'sending') words.push(span((Date.now() - Date.parse(oldest)) / 1000));
  return words.join(' · ');
}

/** Signs that stand where colour is not seen. @type {Record<string, string>} */
const symbols = { flowing: '✓', sending: '→', stalled: '⧗', waiting: '↻', suspended: '✕', never: '○', known: '⋯' };

/** @param {string} name */
function shortened(name) {
  const letters = Array.from(name);
  return letters.length > 10 ? `${letters.slice(0, 9).join('')}…` : name;
}

/** A link: down to the next line straight, to a further one by the trunk at the left. @param {Place} one @param {Map<string, Spot>} spots @param {string} self */
function link(one, spots, self) {
  const [from, to] = [spots.get(one.via ?? self), spots.get(one.code)];
  const word = one.peer ? linkWord(one.peer) : wordOf('known');
  const attributes = { class: `network-link tone-${word.tone} is-${one.kind}` };
  if (!from || !to) return draw('path', { ...attributes, d: '' });
  const [upper, lower] = from.y < to.y ? [from, to] : [to, from];
  const start = { x: upper.x + box.width / 2, y: upper.y + box.height };
  const end = { x: lower.x + box.width / 2, y: lower.y };
  const isNext = lower.y - upper.y < 1.5 * (box.height + box.down);
  const half = end.y - box.down / 2;
  const d = isNext
    ? `M${start.x} ${start.y}V${half}H${end.x}V${end.y}`
    : `M${start.x} ${start.y}v${box.down / 2}H${margin / 2}V${half}H${end.x}V${end.y}`;
  return draw('path', { ...attributes, d });
}
