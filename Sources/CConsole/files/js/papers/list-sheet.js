// @ts-check
// A paper that lists many matters: A4 across, its head repeated on every page.

import { h } from '../dom.js';
import { printedLine } from './sheet.js';

/**
 * @typedef {object} ListPaper
 * @property {string} title
 * @property {string} issuer
 * @property {string} period
 * @property {{label: string, width?: string, number?: boolean}[]} columns
 * @property {(string | number)[][]} rows
 * @property {string[]} signatures
 * @property {string[]} notes
 */

/** @param {ListPaper} paper @param {string} printedBy */
export function listSheet(paper, printedBy) {
  return h('article', { class: 'paper is-wide', lang: 'zh-CN', tabindex: '0', 'aria-label': paper.title },
    h('header', { class: 'paper-head' },
      h('p', { class: 'paper-issuer' }, paper.issuer),
      h('h2', { class: 'paper-title' }, paper.title),
      h('p', { class: 'paper-numbers' }, h('span', null, paper.period), h('span', null, `共 ${paper.rows.length} 件`))),
    h('table', { class: 'paper-table paper-list' },
      h('colgroup', null, paper.columns.map(column)),
      h('thead', null, h('tr', null, paper.columns.map((one) => h('th', { scope: 'col' }, one.label)))),
      h('tbody', null, paper.rows.map((cells) => h('tr', null,
        cells.map((cell, index) => h('td', { class: paper.columns[index].number ? 'is-number' : null }, cell)))))),
    h('div', { class: 'paper-foot' },
      h('dl', { class: 'paper-signatures' }, paper.signatures.map((label) => h('div', null, h('dt', null, `${label}：`), h('dd', null, '')))),
      h('div', { class: 'paper-seals' }, h('div', { class: 'paper-seal' },
        h('span', null, paper.issuer), h('span', { class: 'paper-seal-place' }, '（盖章处）'), h('span', null, '　　年　　月　　日'))),
      paper.notes.length > 0 && h('div', { class: 'paper-notes' }, h('p', null, '注：'), h('ol', null, paper.notes.map((note) => h('li', null, note))))),
    printedLine(printedBy));
}

/** @param {{width?: string}} one */
function column(one) {
  const made = h('col', null);
  if (one.width) made.style.width = one.width;
  return made;
}
