// @ts-check
// Links to places of the page that is shown: the page stays as it is, with what was opened and typed.

import { h } from '../dom.js';
import { noteAddress } from '../router.js';

/** Opens what an identifier names, brings it into sight and takes the focus there. @param {string} id */
export function showPlace(id) {
  const place = document.getElementById(id);
  if (!place) return;
  if (place instanceof HTMLDetailsElement) place.open = true;
  const target = place instanceof HTMLDetailsElement ? place.querySelector('summary') : place;
  if (target === place) place.setAttribute('tabindex', '-1');
  place.scrollIntoView();
  target?.focus({ preventScroll: true });
}

/** A link to a place of the page. @param {string} id @param {Record<string, any> | null} attributes @param {...import('../dom.js').Child} children */
export function placeLink(id, attributes, ...children) {
  const follow = (/** @type {MouseEvent} */ event) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    noteAddress(`${location.pathname}${location.search}#${id}`);
    showPlace(id);
  };
  return h('a', { ...attributes, href: `#${id}`, onclick: follow }, children);
}
