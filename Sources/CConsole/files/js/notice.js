// @ts-check
// Short messages: what was done, and what was refused with its cause and cure.

import { append, h } from './dom.js';
import { icon } from './icons.js';
import { t } from './i18n.js';
import { Problem } from './problem.js';

/** How long a good word stands, in milliseconds. A refusal stands until it is closed. */
const standing = 6000;

/** Tells what was done; read out politely. @param {string} text */
export function tell(text) {
  const note = h('div', { class: 'notice notice-good' }, icon('check'), h('span', null, text));
  region().append(note);
  setTimeout(() => note.remove(), standing);
}

/** Tells of a refusal or a failure. @param {unknown} error */
export function tellProblem(error) {
  if (error instanceof DOMException && error.name === 'AbortError') return;
  const note = h(
    'div',
    { class: 'notice notice-bad' },
    icon('warning'),
    problemText(error),
    h(
      'button',
      { type: 'button', class: 'button-plain', 'aria-label': t('close'), onclick: () => note.remove() },
      icon('close'),
    ),
  );
  region().append(note);
  if (!(error instanceof Problem)) console.error(error);
}

/** A refusal in words: title, cause, cure and article. @param {unknown} error @returns {HTMLElement} */
export function problemText(error) {
  if (!(error instanceof Problem))
    return h('div', { class: 'problem' }, h('strong', null, t('problem.console')), h('p', null, String(error)));
  return h(
    'div',
    { class: 'problem' },
    h('strong', null, error.title),
    error.detail && error.detail !== error.title && h('p', null, error.detail),
    error.cure && h('p', null, error.cure),
    error.article && h('p', { class: 'article' }, error.article),
  );
}

/**
 * A refusal whose fields are told one by one: without the summary of them that is for programs.
 * @param {unknown} error @param {boolean} hasFields
 */
export function refusalText(error, hasFields) {
  if (!hasFields || !(error instanceof Problem)) return problemText(error);
  const article = error.article && h('p', { class: 'article' }, error.article);
  return h('div', { class: 'problem' }, h('strong', null, error.title), article);
}

/**
 * A refusal in the place of what could not be shown, with a way to try again.
 * @param {unknown} error @param {() => void} [again]
 */
export function problemBox(error, again) {
  return h(
    'section',
    { class: 'problem-box', role: 'alert' },
    icon('warning'),
    problemText(error),
    again && h('button', { type: 'button', class: 'button', onclick: again }, t('retry')),
  );
}

function region() {
  const found = document.getElementById('notices');
  if (found) return found;
  const made = h('div', { id: 'notices', role: 'status', 'aria-live': 'polite' });
  append(document.body, [made]);
  return made;
}
