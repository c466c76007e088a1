// @ts-check
// Single keys for what is done all day. They never fire while an input method composes, or in a field.

import { t } from './i18n.js';

/**
 * @typedef {object} Binding
 * @property {string} key as `KeyboardEvent.key` names it, such as `j`, `?`, `Enter`
 * @property {string} label key of the words that say what it does
 * @property {() => void} run
 * @property {boolean} [control] with Ctrl or ⌘; works in fields too, and when single keys are switched off
 */

const place = 'hotline-single-keys';
/** @type {Binding[]} */
const bindings = [];
let isOn = remembered();

function remembered() {
  try {
    return localStorage.getItem(place) !== 'off';
  } catch {
    return true;
  }
}

/** Whether single keys act (WCAG 2.1.4: a person may switch them off). */
export function singleKeysAreOn() {
  return isOn;
}

/** Switches single keys on or off. @param {boolean} next */
export function useSingleKeys(next) {
  isOn = next;
  try {
    localStorage.setItem(place, next ? 'on' : 'off');
  } catch {
    // Lasts as long as the window then.
  }
}

/** Binds keys until `signal` aborts; the newest binding of a key counts. @param {Binding[]} list @param {AbortSignal} [signal] */
export function bindKeys(list, signal) {
  bindings.push(...list);
  signal?.addEventListener('abort', () => {
    for (const one of list) bindings.splice(bindings.indexOf(one), 1);
  }, { once: true });
}

/** The keys that act now, for the page of keys: the newest of each. */
export function boundKeys() {
  const seen = new Set();
  return bindings.slice().reverse().filter((one) => {
    const name = `${one.control ? 'ctrl+' : ''}${one.key}`;
    return seen.has(name) ? false : seen.add(name);
  }).reverse();
}

/** What is written on a key. @param {Binding} binding */
export function keyName(binding) {
  const name = { Enter: '↵', ArrowDown: '↓', ArrowUp: '↑', ' ': t('key.space') }[binding.key] ?? binding.key;
  return binding.control ? `Ctrl ${name.toUpperCase()}` : name;
}

/** Whether a key belongs to an input method that is composing Chinese. @param {KeyboardEvent} event */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

/** Whether typing goes into what has the focus. @param {EventTarget | null} target */
function isField(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
    && !(target instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(target.type));
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.defaultPrevented || isComposing(event) || event.altKey) return;
  const control = event.ctrlKey || event.metaKey;
  if (!control && (!isOn || isField(event.target) || document.querySelector('dialog[open]'))) return;
  const found = bindings.findLast((one) => Boolean(one.control) === control && one.key === event.key);
  if (!found) return;
  event.preventDefault();
  found.run();
}

document.addEventListener('keydown', onKey);
