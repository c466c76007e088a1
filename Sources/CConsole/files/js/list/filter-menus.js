// @ts-check
// The menus of the filter bar: values to tick, one unit of many, words of one's own.

import { h } from '../dom.js';
import { named, t } from '../i18n.js';
import { icon } from '../icons.js';
import { isComposing } from '../keys.js';
import { day, dayAfter, dayOfMoment } from '../time.js';

/**
 * @param {string} name @param {{group: string, values: string[]}} what @param {URLSearchParams} query
 * @param {() => void} apply @param {boolean} isOpen
 */
export function menu(name, what, query, apply, isOpen) {
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
export function unitMenu(units, query, apply, isOpen) {
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

/**
 * @param {string} name @param {URLSearchParams} query @param {() => void} apply
 * @param {{values?: (text: string) => string[], prepare?: (input: HTMLInputElement) => void}} [how]
 *   `values`: the words that a text holds, where it may hold several
 */
export function words(name, query, apply, { values = (text) => [text].filter(Boolean), prepare } = {}) {
  const value = query.getAll(name).join(t('list.comma'));
  const input = h('input', { type: 'text', value, 'aria-label': t(`filter.${name}`) });
  prepare?.(input);
  const take = () => {
    query.delete(name);
    for (const one of values(input.value.trim())) query.append(name, one);
    apply();
  };
  input.addEventListener('keydown', (event) => event.key === 'Enter' && !isComposing(event) && take());
  return details(
    name,
    query.getAll(name),
    [input, button(t('filter.apply'), take)],
    false,
  );
}

/**
 * 登记时间: two days, both of them included; the node is asked for what came before the day after the last.
 * @param {URLSearchParams} query @param {() => void} apply @param {boolean} isOpen
 */
export function days(query, apply, isOpen) {
  const [first, last] = [query.get('registeredFrom') ?? '', lastDay(query.get('registeredBefore') ?? '')];
  const take = (/** @type {string} */ one, /** @type {string} */ other) => {
    // Which of two days is the earlier one is plain, however they were typed.
    const [from, to] = one && other && one > other ? [other, one] : [one, other];
    for (const name of ['registeredFrom', 'registeredBefore']) query.delete(name);
    if (from) query.set('registeredFrom', from);
    if (to) query.set('registeredBefore', dayAfter(to, 1));
    apply();
  };
  const box = (/** @type {string} */ label, /** @type {string} */ value) =>
    h('label', null, h('span', null, label), h('input', { type: 'date', value, max: '9999-12-30' }));
  const [from, to] = [box(t('filter.from'), first), box(t('filter.to'), last)];
  const value = (/** @type {HTMLElement} */ label) => label.querySelector('input')?.value ?? '';
  const shown = [first, last].some(Boolean) ? [`${day(first)}–${day(last)}`] : [];
  const today = dayOfMoment(new Date());
  const begin = `${today.slice(0, 7)}-01`;
  const before = dayAfter(begin, -1);
  return details(
    'registered',
    shown,
    [
      from,
      to,
      button(t('filter.apply'), () => take(value(from), value(to))),
      h(
        'div',
        { class: 'row' },
        button(t('filter.today'), () => take(today, today)),
        button(t('filter.thisMonth'), () => take(begin, today)),
        button(t('filter.lastMonth'), () => take(`${before.slice(0, 7)}-01`, before)),
      ),
    ],
    isOpen,
  );
}

/** The last day of what is asked for: the day before a day, that of a moment. @param {string} before */
function lastDay(before) {
  return /^\d{4}-\d{2}-\d{2}$/.test(before) ? dayAfter(before, -1) : before.slice(0, 10);
}

/** @param {string} label @param {() => void} take */
function button(label, take) {
  return h('button', { type: 'button', class: 'button button-small', onclick: take }, label);
}
