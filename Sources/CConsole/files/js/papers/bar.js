// @ts-check
// The bar above a paper: what to choose, to reveal, to print. It is not printed.

import { h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../i18n.js';

/** @param {import('../dom.js').Child[]} left @param {import('../dom.js').Child[]} right */
export function bar(left, right) {
  return h('div', { class: 'paper-bar no-print' }, left, h('div', { class: 'paper-bar-end' }, right, printButton()));
}

function printButton() {
  return h('button', { type: 'button', class: 'button button-primary', onclick: () => window.print() }, icon('print'), t('papers.print'));
}
