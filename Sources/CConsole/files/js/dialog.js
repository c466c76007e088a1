// @ts-check
// Questions over the page: the browser's own <dialog>, which keeps the focus and closes by Escape.

import { h, identifier } from './dom.js';
import { icon } from './icons.js';
import { t } from './i18n.js';

/**
 * Opens a dialog; the promise gives what `close` was called with, or null where it was dismissed.
 * @param {{title: string, body: (close: (value?: any) => void) => import('./dom.js').Child, wide?: boolean, firm?: boolean}} what
 *   `firm`: not dismissed by Escape
 * @returns {Promise<any>}
 */
export function openDialog({ title, body, wide, firm }) {
  return new Promise((resolve) => {
    const opener = document.activeElement;
    const name = identifier('dialog');
    /** @type {any} */
    let value = null;
    const close = (/** @type {any} */ given = null) => {
      value = given;
      dialog.close();
    };
    const dialog = h(
      'dialog',
      { class: wide ? 'dialog dialog-wide' : 'dialog', 'aria-labelledby': name },
      h(
        'div',
        { class: 'dialog-head' },
        h('h2', { id: name }, title),
        !firm &&
          h(
            'button',
            { type: 'button', class: 'button-plain', 'aria-label': t('close'), onclick: () => close() },
            icon('close'),
          ),
      ),
      h('div', { class: 'dialog-body' }),
    );
    dialog.lastElementChild?.append(...nodes(body(close)));
    dialog.addEventListener('cancel', (event) => firm && event.preventDefault());
    dialog.addEventListener('close', () => {
      dialog.remove();
      // What opened it may be gone by what was done in it; then the reader begins at the page's head.
      const back = opener?.isConnected ? opener : document.querySelector('main h1');
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
      resolve(value);
    });
    document.body.append(dialog);
    dialog.showModal();
    const place =
      dialog.querySelector('[autofocus]') ??
      dialog.querySelector('.dialog-body :is(input, select, textarea)') ??
      dialog.querySelector('.dialog-body button');
    /** @type {HTMLElement | null} */ (place)?.focus();
  });
}

/** @param {import('./dom.js').Child} child */
function nodes(child) {
  return Array.from(h('div', null, child).childNodes);
}

/**
 * Asks for a yes.
 * @param {{title: string, text: import('./dom.js').Child, yes: string, danger?: boolean}} what
 * @returns {Promise<boolean>}
 */
export async function confirmed({ title, text, yes, danger }) {
  const answer = await openDialog({
    title,
    body: (close) => [
      h('div', { class: 'stack' }, text),
      h(
        'div',
        { class: 'actions' },
        h(
          'button',
          {
            type: 'button',
            class: danger ? 'button button-danger' : 'button button-primary',
            onclick: () => close(true),
          },
          yes,
        ),
        h('button', { type: 'button', class: 'button', autofocus: true, onclick: () => close(false) }, t('cancel')),
      ),
    ],
  });
  return answer === true;
}

/**
 * Asks for a line of text, such as a reason; null where the question was dismissed.
 * @param {{title: string, text?: string, label: string, yes: string, maxLength?: number}} what
 * @returns {Promise<string | null>}
 */
export function asked({ title, text, label, yes, maxLength }) {
  const name = identifier('asked');
  return openDialog({
    title,
    body: (close) => {
      const input = h('textarea', { id: name, rows: 3, required: true, maxlength: maxLength ?? 1000, autofocus: true });
      return h(
        'form',
        {
          class: 'stack',
          onsubmit: (/** @type {Event} */ event) => {
            event.preventDefault();
            if (input.value.trim()) close(input.value.trim());
          },
        },
        text && h('p', null, text),
        h('label', { for: name }, label),
        input,
        h(
          'div',
          { class: 'actions' },
          h('button', { type: 'submit', class: 'button button-primary' }, yes),
          h('button', { type: 'button', class: 'button', onclick: () => close(null) }, t('cancel')),
        ),
      );
    },
  });
}
