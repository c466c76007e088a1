// @ts-check
// One official paper, as it is printed on A4: the same on the screen.

import { h } from '../dom.js';
import { paperMoment } from './text.js';

/** @typedef {import('./kinds.js').Paper} Paper */
/** @typedef {import('./ticket-facts.js').Line} Line */

/** @param {Paper} paper @param {string} printedBy */
export function sheet(paper, printedBy) {
  return h('article', { class: 'paper', lang: 'zh-CN', 'aria-label': paper.title },
    h('header', { class: 'paper-head' },
      h('p', { class: 'paper-issuer' }, paper.issuer),
      h('h2', { class: 'paper-title' }, paper.title),
      h('p', { class: 'paper-numbers' },
        h('span', null, `编号：${paper.number}`), h('span', null, `日期：${paper.date || '　　年　月　日'}`))),
    paper.to && h('p', { class: 'paper-to' }, `${paper.to}：`),
    (paper.paragraphs ?? []).map((text) => h('p', { class: 'paper-text' }, text)),
    table(paper.lines),
    h('div', { class: 'paper-foot' },
      h('dl', { class: 'paper-signatures' }, paper.signatures.map(signature)),
      h('div', { class: 'paper-seals' }, paper.seals.map(seal)),
      paper.notes.length > 0 && h('div', { class: 'paper-notes' }, h('p', null, '注：'), h('ol', null, paper.notes.map((note) => h('li', null, note))))),
    printedLine(printedBy));
}

/** When and by whom it was printed, in Beijing time. @param {string} printedBy */
export function printedLine(printedBy) {
  const now = paperMoment(new Date().toISOString());
  return h('p', { class: 'paper-printed' }, `打印时间：${now}（北京时间）　打印人：${printedBy}`);
}

/** @param {Line[]} lines */
function table(lines) {
  return h('table', { class: 'paper-table' },
    h('colgroup', null, h('col', { class: 'paper-label' }), h('col'), h('col', { class: 'paper-label' }), h('col')),
    h('tbody', null, rows(lines).map((row) => h('tr', null, row.map((line) => cells(line, row.length === 1))))));
}

/** A longer text has a row of its own. */
const mostOfHalf = 30;

/** @param {Line} line */
function isWide(line) {
  return line.wide || line.value.length > mostOfHalf;
}

/** Two short lines share a row. @param {Line[]} lines */
function rows(lines) {
  /** @type {Line[][]} */
  const rows = [];
  for (const line of lines) {
    const last = rows.at(-1);
    if (!isWide(line) && last?.length === 1 && !isWide(last[0])) last.push(line);
    else rows.push([line]);
  }
  return rows;
}

/** @param {Line} line @param {boolean} isAlone */
function cells(line, isAlone) {
  return [
    h('th', { scope: 'row' }, line.label),
    h('td', { colspan: isAlone ? 3 : null, class: line.tall ? `paper-tall-${line.tall}` : null }, line.value),
  ];
}

/** @param {{label: string, value?: string}} one */
function signature(one) {
  return h('div', null, h('dt', null, `${one.label}：`), h('dd', null, one.value ?? ''));
}

/** @param {{label: string, date?: string}} one */
function seal(one) {
  return h('div', { class: 'paper-seal' },
    h('span', null, one.label.replace('（盖章处）', '')), h('span', { class: 'paper-seal-place' }, '（盖章处）'),
    h('span', null, one.date || '　　年　　月　　日'));
}
