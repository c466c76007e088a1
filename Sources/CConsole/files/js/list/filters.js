// @ts-check
// The filters of a list. Several values of one filter are allowed; all of them stand in the address.

import { channels, kinds, states } from '../codes.js';
import { debounced, h, replace } from '../dom.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { days, menu, unitMenu, words } from './filter-menus.js';
import { offerTags, tagsOf } from '../tickets/tag-input.js';

/** Values of each filter whose names the console knows. @type {Record<string, {group: string, values: string[]}>} */
const known = {
  state: { group: 'state', values: states },
  assignmentState: {
    group: 'assignmentState',
    values: [
      'dispatched',
      'signed',
      'returnAsked',
      'submitted',
      'deferred',
      'completed',
      'returned',
      'withdrawn',
      'closed',
    ],
  },
  due: { group: 'due', values: ['overdue', 'today', 'soon', 'later'] },
  kind: { group: 'kind', values: kinds },
  channel: { group: 'channel', values: channels },
  mark: {
    group: 'mark',
    values: [
      'unread',
      'emergency',
      'massOutage',
      'repeat',
      'supervised',
      'proposed',
      'directive',
      'returned',
      'extended',
      'extensionAsked',
      'deferred',
      'deferralAsked',
      'redone',
      'passed',
      'confidential',
    ],
  },
  result: { group: 'rating', values: ['satisfied', 'unsatisfied', 'unanswered'] },
};

/** Filters that copies are found by, too. */
const ofBoth = new Set(['state', 'due', 'kind']);
/** Filters that take words of one's own. */
const free = ['unit', 'tag', 'category', 'area'];
/** Filters that a list knows, for reading them from an address. */
export const filterNames = [
  'q',
  'order',
  'open',
  'registeredBy',
  'rootId',
  'registeredFrom',
  'registeredBefore',
  ...Object.keys(known),
  ...free,
];

/**
 * @param {URLSearchParams} query @param {(query: URLSearchParams) => void} changed @param {AbortSignal} signal
 * @param {boolean} ofCopies @param {{id: string, name: string}[]} units
 */
export function filterBar(query, changed, signal, ofCopies, units) {
  const bar = h('div', { class: 'filters', role: 'search', 'aria-label': t('filter.title') });
  for (const name of Object.keys(known)) spread(query, name);
  const draw = () => {
    const open = bar.querySelector('details[open]')?.getAttribute('data-name');
    const place = focusedPlace(bar);
    replace(
      bar,
      search(query, changed),
      toggle(bar, query),
      Object.entries(known)
        .filter(([name]) => !ofCopies || ofBoth.has(name))
        .map(([name, what]) => menu(name, what, query, apply, name === open)),
      !ofCopies && [unitMenu(units, query, apply, open === 'unit'), tags(query, apply), words('category', query, apply)],
      words('area', query, apply),
      days(query, apply, open === 'registered'),
      order(query, apply),
      clear(query, apply),
    );
    if (place) focusPlace(bar, place);
  };
  const apply = () => {
    draw();
    changed(query);
  };
  document.addEventListener('click', (event) => closeOthers(bar, event.target), { signal });
  draw();
  return { element: bar, draw };
}

/** Where the focus is within the bar: a filter, and a value of it. @param {HTMLElement} bar */
function focusedPlace(bar) {
  const focused = document.activeElement;
  if (!focused || !bar.contains(focused)) return null;
  const box = focused instanceof HTMLInputElement && ['checkbox', 'radio'].includes(focused.type);
  const name = focused.closest('[data-name]')?.getAttribute('data-name') ?? '';
  return { name, value: box ? /** @type {HTMLInputElement} */ (focused).value : null };
}

/** Brings the focus back to what was drawn anew; what is gone leaves it to the search. @param {HTMLElement} bar @param {{name: string, value: string | null}} place */
function focusPlace(bar, { name, value }) {
  const filter = name && bar.querySelector(`[data-name="${CSS.escape(name)}"]`);
  const box = filter && value !== null && filter.querySelector(`input[value="${CSS.escape(value)}"]`);
  const place = box || (filter && (filter.querySelector('summary') ?? filter)) || bar.querySelector('input');
  /** @type {HTMLElement | null} */ (place)?.focus();
}

/** `state=a,b` is the same as `state=a&state=b`. @param {URLSearchParams} query @param {string} name */
function spread(query, name) {
  const values = query.getAll(name).flatMap((value) => value.split(','));
  query.delete(name);
  for (const value of values) query.append(name, value);
}

/** A menu closes when something else is clicked. @param {Element} bar @param {EventTarget | null} target */
function closeOthers(bar, target) {
  for (const menu of bar.querySelectorAll('details[open]')) {
    if (!(target instanceof Node) || (target.isConnected && !menu.contains(target))) menu.removeAttribute('open');
  }
}

/** On a narrow screen the filters stand behind one button. @param {HTMLElement} bar @param {URLSearchParams} query */
function toggle(bar, query) {
  const set = new Set([...query.keys()].filter((name) => name !== 'q' && name !== 'order')).size;
  const button = h(
    'button',
    {
      type: 'button',
      class: `button button-small filter-toggle${set ? ' filter-on' : ''}`,
      'aria-expanded': String(bar.classList.contains('filters-open')),
      onclick: () => button.setAttribute('aria-expanded', String(bar.classList.toggle('filters-open'))),
    },
    icon('filter'),
    t('filter.title'),
    set > 0 && ` (${set})`,
  );
  return button;
}

/** @param {URLSearchParams} query @param {(query: URLSearchParams) => void} changed */
function search(query, changed) {
  const input = h('input', {
    type: 'search',
    value: query.get('q') ?? '',
    placeholder: t('filter.words'),
    'aria-label': t('filter.words'),
  });
  const seek = debounced(() => {
    if (input.value.trim()) query.set('q', input.value.trim());
    else query.delete('q');
    changed(query);
  }, 350);
  input.addEventListener('input', (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) seek();
  });
  input.addEventListener('compositionend', () => seek());
  return input;
}

/** Tags, of which one is enough. @param {URLSearchParams} query @param {() => void} apply */
function tags(query, apply) {
  return words('tag', query, apply, { values: tagsOf, prepare: offerTags });
}

/** @param {URLSearchParams} query @param {() => void} apply */
function order(query, apply) {
  const select = h(
    'select',
    {
      'aria-label': t('filter.order'),
      class: 'order',
      dataset: { name: 'order' },
      onchange: () => {
        if (select.value === 'newest') query.delete('order');
        else query.set('order', select.value);
        apply();
      },
    },
    ['newest', 'oldest', 'due'].map((value) =>
      h('option', { value, selected: (query.get('order') ?? 'newest') === value }, t(`order.${value}`)),
    ),
  );
  return select;
}

/** @param {URLSearchParams} query @param {() => void} apply */
function clear(query, apply) {
  if (![...query.keys()].some((name) => name !== 'order')) return null;
  return h(
    'button',
    {
      type: 'button',
      class: 'button button-small',
      onclick: () => {
        for (const name of [...query.keys()]) query.delete(name);
        apply();
      },
    },
    icon('close'),
    t('filter.clear'),
  );
}
