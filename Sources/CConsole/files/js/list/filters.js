// @ts-check
// The filters of a list. Several values of one filter are allowed; all of them stand in the address.

import { debounced, h, replace } from '../dom.js';
import { named, t } from '../i18n.js';
import { icon } from '../icons.js';
import { isComposing } from '../keys.js';

/** Values of each filter whose names the console knows. @type {Record<string, {group: string, values: string[]}>} */
const known = {
  state: {
    group: 'state',
    values: [
      'registered',
      'accepted',
      'handling',
      'revisiting',
      'revisited',
      'reported',
      'returned',
      'answered',
      'transferred',
      'refused',
      'withdrawn',
      'archived',
    ],
  },
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
  kind: { group: 'kind', values: ['consultation', 'help', 'complaint', 'report', 'suggestion'] },
  channel: {
    group: 'channel',
    values: [
      'telephone',
      'internet',
      'mobile',
      'walkIn',
      'superior',
      'enterpriseLine',
      'stateCouncilSite',
      'nationalPlatform',
      'externalSystem',
    ],
  },
  mark: {
    group: 'mark',
    values: [
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
const free = ['unit', 'category', 'area'];
/** Filters that a list knows, for reading them from an address. */
export const filterNames = [
  'q',
  'order',
  'open',
  'registeredBy',
  'rootId',
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
      !ofCopies && [unitMenu(units, query, apply, open === 'unit'), words('category', query, apply)],
      words('area', query, apply),
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

/**
 * @param {string} name @param {{group: string, values: string[]}} what @param {URLSearchParams} query
 * @param {() => void} apply @param {boolean} isOpen
 */
function menu(name, what, query, apply, isOpen) {
  const chosen = query.getAll(name);
  const rows = what.values.map((value) => check(name, value, named(what.group, value), query, apply));
  return details(
    name,
    chosen.map((value) => named(what.group, value)),
    rows,
    isOpen,
  );
}

/** @param {string} name @param {string[]} chosen @param {import('../dom.js').Child[]} rows @param {boolean} isOpen */
function details(name, chosen, rows, isOpen) {
  const label = t(`filter.${name}`);
  const text =
    chosen.length > 2
      ? `${label} (${chosen.length})`
      : chosen.length
        ? `${label}: ${chosen.join(t('list.comma'))}`
        : label;
  const box = h(
    'details',
    { dataset: { name }, open: isOpen },
    h('summary', { class: `button button-small${chosen.length ? ' filter-on' : ''}` }, text, icon('arrowDown')),
    h('div', { class: 'filter-box', role: 'group', 'aria-label': label }, rows),
  );
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    box.removeAttribute('open');
    box.querySelector('summary')?.focus();
  });
  return box;
}

/**
 * @param {string} name @param {string} value @param {string} label @param {URLSearchParams} query
 * @param {() => void} apply
 */
function check(name, value, label, query, apply) {
  return h(
    'label',
    null,
    h('input', {
      type: 'checkbox',
      checked: query.getAll(name).includes(value),
      value,
      onchange: (/** @type {any} */ event) => {
        const rest = query.getAll(name).filter((one) => one !== value);
        query.delete(name);
        for (const one of event.target.checked ? [...rest, value] : rest) query.append(name, one);
        apply();
      },
    }),
    label,
  );
}

/**
 * One unit at a time: what else is asked of shares is asked of its own.
 * @param {{id: string, name: string}[]} units @param {URLSearchParams} query @param {() => void} apply
 * @param {boolean} isOpen
 */
function unitMenu(units, query, apply, isOpen) {
  if (units.length < 2) return null;
  const chosen = query.get('unit') ?? '';
  const row = (/** @type {string} */ id, /** @type {string} */ name) => {
    const take = () => {
      query.delete('unit');
      if (id) query.set('unit', id);
      apply();
    };
    return h(
      'label',
      null,
      h('input', { type: 'radio', name: 'filter-unit', checked: id === chosen, value: id, onchange: take }),
      name,
    );
  };
  const name = units.find((unit) => unit.id === chosen)?.name ?? chosen;
  const rows = [row('', t('all')), ...units.map((unit) => row(unit.id, unit.name))];
  return details('unit', chosen ? [name] : [], rows, isOpen);
}

/** @param {string} name @param {URLSearchParams} query @param {() => void} apply */
function words(name, query, apply) {
  const input = h('input', { type: 'text', value: query.get(name) ?? '', 'aria-label': t(`filter.${name}`) });
  const take = () => {
    query.delete(name);
    if (input.value.trim()) query.set(name, input.value.trim());
    apply();
  };
  input.addEventListener('keydown', (event) => event.key === 'Enter' && !isComposing(event) && take());
  return details(
    name,
    query.getAll(name),
    [input, h('button', { type: 'button', class: 'button button-small', onclick: take }, t('filter.apply'))],
    false,
  );
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
