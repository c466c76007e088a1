// @ts-check
// The filters of a list. Several values of one filter are allowed; all of them stand in the address.

import { debounced, h, replace } from '../dom.js';
import { named, t } from '../i18n.js';
import { icon } from '../icons.js';
import { isComposing } from '../keys.js';
import { allUnits } from '../tickets/units.js';

/** Values of each filter whose names the console knows. @type {Record<string, {group: string, values: string[]}>} */
const known = {
  state: { group: 'state', values: ['registered', 'accepted', 'handling', 'revisiting', 'revisited', 'reported', 'returned', 'answered', 'transferred', 'refused', 'withdrawn', 'archived'] },
  assignmentState: { group: 'assignmentState', values: ['dispatched', 'signed', 'returnAsked', 'submitted', 'deferred', 'completed', 'returned'] },
  due: { group: 'due', values: ['overdue', 'today', 'soon', 'later'] },
  kind: { group: 'kind', values: ['consultation', 'help', 'complaint', 'report', 'suggestion'] },
  channel: { group: 'channel', values: ['telephone', 'internet', 'mobile', 'walkIn', 'superior', 'enterpriseLine', 'stateCouncilSite', 'nationalPlatform', 'externalSystem'] },
  mark: { group: 'mark', values: ['emergency', 'repeat', 'supervised', 'returned', 'extended', 'redone', 'confidential'] },
  result: { group: 'rating', values: ['satisfied', 'unsatisfied', 'unanswered'] },
};

/** Filters that take words of one's own. */
const free = ['unit', 'category', 'area'];
/** Filters that a list knows, for reading them from an address. */
export const filterNames = ['q', 'order', 'overdue', 'proposed', ...Object.keys(known), ...free];

/** @param {URLSearchParams} query @param {(query: URLSearchParams) => void} changed */
export function filterBar(query, changed) {
  const bar = h('div', { class: 'filters', role: 'search', 'aria-label': t('filter.title') });
  const draw = () => {
    const open = bar.querySelector('details[open]')?.getAttribute('data-name');
    replace(bar, search(query, changed), Object.entries(known).map(([name, what]) => menu(name, what, query, apply, name === open)),
      unitMenu(query, apply, open === 'unit'), words('category', query, apply), words('area', query, apply), order(query, apply), clear(query, apply));
  };
  const apply = () => {
    draw();
    changed(query);
  };
  document.addEventListener('click', (event) => closeOthers(bar, event.target));
  draw();
  return { element: bar, draw };
}

/** A menu closes when something else is clicked. @param {Element} bar @param {EventTarget | null} target */
function closeOthers(bar, target) {
  for (const menu of bar.querySelectorAll('details[open]')) {
    if (!(target instanceof Node) || (target.isConnected && !menu.contains(target))) menu.removeAttribute('open');
  }
}

/** @param {URLSearchParams} query @param {(query: URLSearchParams) => void} changed */
function search(query, changed) {
  const input = h('input', { type: 'search', value: query.get('q') ?? '', placeholder: t('filter.words'), 'aria-label': t('filter.words') });
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

/** @param {string} name @param {{group: string, values: string[]}} what @param {URLSearchParams} query @param {() => void} apply @param {boolean} isOpen */
function menu(name, what, query, apply, isOpen) {
  const chosen = query.getAll(name);
  const rows = what.values.map((value) => check(name, value, named(what.group, value), query, apply));
  return details(name, chosen.map((value) => named(what.group, value)), rows, isOpen);
}

/** @param {string} name @param {string[]} chosen @param {import('../dom.js').Child[]} rows @param {boolean} isOpen */
function details(name, chosen, rows, isOpen) {
  const label = t(`filter.${name}`);
  const text = chosen.length > 2 ? `${label} (${chosen.length})` : chosen.length ? `${label}: ${chosen.join(t('list.comma'))}` : label;
  const box = h('details', { dataset: { name }, open: isOpen },
    h('summary', { class: `button button-small${chosen.length ? ' filter-on' : ''}` }, text, icon('arrowDown')),
    h('div', { class: 'filter-box', role: 'group', 'aria-label': label }, rows));
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    box.removeAttribute('open');
    box.querySelector('summary')?.focus();
  });
  return box;
}

/** @param {string} name @param {string} value @param {string} label @param {URLSearchParams} query @param {() => void} apply */
function check(name, value, label, query, apply) {
  return h('label', null, h('input', {
    type: 'checkbox', checked: query.getAll(name).includes(value), value,
    onchange: (/** @type {any} */ event) => {
      const rest = query.getAll(name).filter((one) => one !== value);
      query.delete(name);
      for (const one of event.target.checked ? [...rest, value] : rest) query.append(name, one);
      apply();
      /** @type {HTMLElement | null} */ (document.querySelector(`.filters [data-name="${name}"] input[value="${CSS.escape(value)}"]`))?.focus();
    },
  }), label);
}

/** @param {URLSearchParams} query @param {() => void} apply @param {boolean} isOpen */
function unitMenu(query, apply, isOpen) {
  const box = details('unit', query.getAll('unit'), [], isOpen);
  allUnits().then((units) => {
    if (units.length < 2) return box.remove();
    const list = box.querySelector('.filter-box');
    if (list) replace(list, units.map((unit) => check('unit', unit.id, unit.name, query, apply)));
  });
  return box;
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
  return details(name, query.getAll(name), [input, h('button', { type: 'button', class: 'button button-small', onclick: take }, t('filter.apply'))], false);
}

/** @param {URLSearchParams} query @param {() => void} apply */
function order(query, apply) {
  const select = h('select', {
    'aria-label': t('filter.order'), class: 'order', onchange: () => {
      if (select.value === 'newest') query.delete('order');
      else query.set('order', select.value);
      apply();
    },
  }, ['newest', 'oldest', 'due'].map((value) => h('option', { value, selected: (query.get('order') ?? 'newest') === value }, t(`order.${value}`))));
  return select;
}

/** @param {URLSearchParams} query @param {() => void} apply */
function clear(query, apply) {
  if (![...query.keys()].some((name) => name !== 'order')) return null;
  return h('button', {
    type: 'button', class: 'button button-small', onclick: () => {
      for (const name of [...query.keys()]) query.delete(name);
      apply();
    },
  }, icon('close'), t('filter.clear'));
}
