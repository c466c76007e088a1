// @ts-check
// The little of Markdown that descriptions use: paragraphs, lists and `code`. Text nodes only.

import { h } from '../dom.js';

/** @param {string | undefined} text @returns {import('../dom.js').Child} */
export function prose(text) {
  if (!text) return null;
  return text.split(/\n{2,}/).map((block) => {
    const lines = block.split('\n');
    if (lines.every((line) => line.startsWith('- '))) return h('ul', { class: 'prose-list' }, lines.map((line) => h('li', null, inline(line.slice(2)))));
    return h('p', null, inline(lines.join(' ')));
  });
}

/** @param {string} text @returns {import('../dom.js').Child[]} */
export function inline(text) {
  return text.split('`').map((part, index) => (index % 2 ? h('code', null, part) : part));
}
