// @ts-check
// The picture of the network: tiers from top to bottom, this node marked, each link in colour, word and icon.

import { t } from '../i18n.js';
import { ago, backlog, linkWord, oldestUnsent, wordOf } from './state.js';

/** @typedef {{code: string, name: string, row: number, kind: 'self' | 'peer' | 'known', peer?: any, via?: string}} Place */

const namespace = 'http://www.w3.org/2000/svg';
const box = { width: 172, height: 56, across: 26, down: 74 };

/** The tier that a code stands for (GB/T 2260): a sub-centre's has a suffix. @param {string} code */
export function rowOf(code) {
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
    found.push({ code, name: code, row: Math.max(rowOf(code), (above?.row ?? own) + 1), kind: 'known', via });
  }
  return found;
}

/** @param {Place[]} all @param {string} self */
export function picture(all, self) {
  const rows = [...new Set(all.map((one) => one.row))].sort((one, other) => one - other);
  const widest = Math.max(...rows.map((row) => all.filter((one) => one.row === row).length));
  const width = Math.max(2, widest) * (box.width + box.across) + box.across;
  const height = rows.length * (box.height + box.down) - box.down + 2 * 14;
  /** @type {Map<string, {x: number, y: number}>} */
  const spots = new Map();
  for (const [line, row] of rows.entries()) {
    const here = all.filter((one) => one.row === row);
    const start = (width - here.length * (box.width + box.across) + box.across) / 2;
    for (const [index, one] of here.entries()) spots.set(one.code, { x: start + index * (box.width + box.across), y: 14 + line * (box.height + box.down) });
  }
  const drawing = draw('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', class: 'network-picture', 'aria-label': t('network.picture') });
  drawing.style.maxWidth = `${width * 1.25}px`;
  for (const one of all) if (one.code !== self) drawing.append(...line(one, spots, self));
  for (const one of all) drawing.append(node(one, spots));
  return drawing;
}

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...(Node | string)} children */
function draw(tag, attributes, ...children) {
  const element = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** @param {Place} one @param {Map<string, {x: number, y: number}>} spots */
function node(one, spots) {
  const spot = spots.get(one.code) ?? { x: 0, y: 0 };
  const tone = one.kind === 'peer' ? linkWord(one.peer).tone : one.kind;
  const caption = one.kind === 'self' ? `${one.code} · ${t('network.self')}` : one.code;
  return draw('g', { class: `network-node is-${one.kind} tone-${tone}`, transform: `translate(${spot.x} ${spot.y})` },
    draw('rect', { width: box.width, height: box.height, rx: 8 }),
    draw('text', { x: box.width / 2, y: 24, class: 'network-name' }, shortened(one.name)),
    draw('text', { x: box.width / 2, y: 43, class: 'network-code' }, caption));
}

/** @param {string} name */
function shortened(name) {
  const letters = Array.from(name);
  return letters.length > 10 ? `${letters.slice(0, 9).join('')}…` : name;
}

/** A link with its words in the middle. @param {Place} one @param {Map<string, {x: number, y: number}>} spots @param {string} self */
function line(one, spots, self) {
  const [from, to] = [spots.get(one.via ?? self), spots.get(one.code)];
  if (!from || !to) return [];
  const [upper, lower] = from.y < to.y ? [from, to] : [to, from];
  const start = { x: upper.x + box.width / 2, y: upper.y + box.height };
  const end = { x: lower.x + box.width / 2, y: lower.y };
  const half = (start.y + end.y) / 2;
  const word = one.peer ? linkWord(one.peer) : wordOf('known');
  const path = draw('path', {
    class: `network-link tone-${word.tone} is-${one.kind}`, d: `M${start.x} ${start.y}C${start.x} ${half} ${end.x} ${half} ${end.x} ${end.y}`,
  });
  if (one.kind === 'known') return [path];
  return [path, label(word, one.peer, (start.x + end.x) / 2, half)];
}

/** @param {import('./state.js').LinkWord} word @param {any} peer @param {number} x @param {number} y */
function label(word, peer, x, y) {
  const waiting = backlog(peer);
  const words = [`${symbols[word.code] ?? '?'} ${word.label}`];
  if (waiting > 0) words.push(`${t('network.backlog')} ${waiting}`);
  const oldest = oldestUnsent(peer);
  if (oldest && word.code !== 'sending') words.push(ago(oldest));
  const text = words.join(' · ');
  const width = Array.from(text).reduce((sum, letter) => sum + (letter > '\u2e7f' ? 13 : 7.5), 18);
  return draw('g', { class: `network-label tone-${word.tone}`, transform: `translate(${x} ${y})` },
    draw('rect', { x: -width / 2, y: -12, width, height: 24, rx: 12 }), draw('text', { x: 0, y: 4.5 }, text));
}

/** Signs that stand where colour is not seen. @type {Record<string, string>} */
const symbols = { flowing: '✓', sending: '→', stalled: '⧗', waiting: '↻', suspended: '✕', never: '○' };
