// @ts-check
// Typing tags: several at once, with those in use offered.

import { getIfAny } from '../api.js';
import { debounced, h, identifier, replace } from '../dom.js';
import { isComposing } from '../keys.js';

/** What parts tags that are typed together. */
const parts = /[,，、;；]/;

/** The tags that a text holds. @param {string} text */
export function tagsOf(text) {
  return [...new Set(text.split(parts).map((one) => one.trim()))].filter(Boolean);
}

/** Offers tags in use below an input, as its last tag is typed. @param {HTMLInputElement} input */
export function offerTags(input) {
  const name = identifier('tags');
  const list = h('datalist', { id: name });
  input.setAttribute('list', name);
  input.setAttribute('autocomplete', 'off');
  const offer = async () => {
    const typed = input.value.split(parts);
    const before = typed
      .slice(0, -1)
      .map((one) => `${one.trim()}、`)
      .join('');
    const found = await getIfAny('/tags', { query: { q: (typed[typed.length - 1] ?? '').trim() } }).catch(() => null);
    const items = /** @type {string[]} */ (found?.items ?? []);
    replace(
      list,
      items.map((tag) => h('option', { value: before + tag })),
    );
  };
  const soon = debounced(offer, 200);
  // The list stands beside its input once that is in the page.
  input.addEventListener('focus', () => {
    if (!list.isConnected) input.after(list);
    offer();
  });
  input.addEventListener('input', (event) => !(/** @type {InputEvent} */ (event).isComposing) && soon());
  input.addEventListener('compositionend', () => soon());
  input.addEventListener('keydown', (event) => isComposing(event) && event.stopPropagation());
}
