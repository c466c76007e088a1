// @ts-check
// Ctrl+K: to a page by its name, to a ticket by its number or words of its title.

import { get } from '../api.js';
import { openDialog } from '../dialog.js';
import { debounced, h, identifier, replace } from '../dom.js';
import { named, t } from '../i18n.js';
import { icon } from '../icons.js';
import { isComposing } from '../keys.js';
import { go } from '../router.js';
import { navigablePages } from './frame.js';

/** @typedef {{path: string, label: string, note: string, icon: string}} Found */

const mostTickets = 8;

/** Opens the palette. */
export function openPalette() {
  if (document.querySelector('dialog[open]')) return;
  openDialog({ title: t('palette.title'), body: (close) => palette(close) });
}

/** @param {(value?: any) => void} close */
function palette(close) {
  const list = h('ul', {
    id: identifier('palette'),
    role: 'listbox',
    class: 'palette',
    'aria-label': t('palette.title'),
  });
  const input = h('input', {
    type: 'search',
    role: 'combobox',
    'aria-expanded': 'true',
    'aria-controls': list.id,
    'aria-label': t('palette.title'),
    placeholder: t('palette.hint'),
    autofocus: true,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  /** @type {Found[]} */
  let found = [];
  let active = 0;
  const draw = () => {
    const rows = found.map((one, index) => row(one, index === active, () => open(one)));
    replace(list, rows.length ? rows : h('li', { class: 'empty' }, t('palette.none')));
    const marked = rows[active];
    if (marked) input.setAttribute('aria-activedescendant', marked.id);
    else input.removeAttribute('aria-activedescendant');
    marked?.scrollIntoView({ block: 'nearest' });
  };
  const open = (/** @type {Found} */ one) => {
    close();
    go(one.path);
  };
  const seek = debounced(async () => {
    const words = input.value.trim();
    const rows = [...pagesOf(words), ...(await ticketsOf(words))];
    // Of what was typed before: what is asked for now is on its way.
    if (!input.isConnected || words !== input.value.trim()) return;
    found = rows;
    active = 0;
    draw();
  }, 150);
  input.addEventListener('input', (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) seek();
  });
  input.addEventListener('compositionend', () => seek());
  input.addEventListener('keydown', (event) => {
    if (isComposing(event)) return;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by && found.length) active = (active + by + found.length) % found.length;
    else if (event.key === 'Enter' && found[active]) open(found[active]);
    else return;
    event.preventDefault();
    draw();
  });
  found = pagesOf('');
  draw();
  return [input, list];
}

/** @param {Found} one @param {boolean} isActive @param {() => void} open */
function row(one, isActive, open) {
  return h(
    'li',
    { id: identifier('found'), role: 'option', 'aria-selected': String(isActive), onclick: open },
    icon(one.icon),
    h('span', null, one.label),
    h('small', null, one.note),
  );
}

/** @param {string} words @returns {Found[]} */
function pagesOf(words) {
  return navigablePages()
    .filter((page) => t(page.title).toLowerCase().includes(words.toLowerCase()))
    .map((page) => ({ path: page.path, label: t(page.title), note: t('palette.pages'), icon: page.nav?.icon ?? '' }));
}

/** @param {string} words @returns {Promise<Found[]>} */
async function ticketsOf(words) {
  if (!words) return [];
  const page = await get('/tickets', { query: { q: words, limit: mostTickets } }).catch(() => ({ items: [] }));
  return page.items.map((/** @type {any} */ one) => ({
    path: `/desk/tickets/${one.id}`,
    label: `${one.number}  ${one.title}`,
    note: named('state', one.state),
    icon: 'document',
  }));
}
