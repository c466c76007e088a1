// @ts-check
// What stands round every control: its label, a hint, and what is wrong with it.

import { h, identifier } from './dom.js';
import { t } from './i18n.js';

/** @typedef {import('./form.js').Field} Field */

/**
 * A control's frame: label, hint and error, tied together.
 * @param {Field} field @param {HTMLElement} input @param {{group?: boolean, extra?: import('./dom.js').Child}} [how]
 */
export function frame(field, input, how = {}) {
  const name = identifier(field.name);
  const error = h('p', { class: 'field-error', id: `${name}-error`, hidden: true });
  const star = h('span', { class: 'required' }, t('form.star'));
  const hint = field.hint && h('p', { class: 'hint', id: `${name}-hint` }, field.hint);
  const label = how.group ? h('legend', null, field.label, star) : h('label', { for: name }, field.label, star);
  input.id = how.group ? '' : name;
  if (hint) input.setAttribute('aria-describedby', `${name}-hint`);
  const box = how.group
    ? h('fieldset', { class: 'field' }, label, input, how.extra, hint, error)
    : h('div', { class: 'field' }, label, input, how.extra, hint, error);
  const marked = how.group ? box : input;
  if (input instanceof HTMLTextAreaElement || input.childElementCount > 4) box.classList.add('field-whole');
  /** @param {boolean} needed */
  const require = (needed) => {
    star.hidden = !needed;
    if (!how.group) input.setAttribute('aria-required', String(needed));
  };
  require(field.required);
  return {
    element: box,
    mark: (/** @type {string | null} */ text) => {
      error.textContent = text ?? '';
      error.hidden = !text;
      marked.toggleAttribute('data-invalid', Boolean(text));
      if (!how.group) marked.setAttribute('aria-invalid', String(Boolean(text)));
      const described = [text && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ');
      if (described) marked.setAttribute('aria-describedby', described);
      else marked.removeAttribute('aria-describedby');
    },
    require,
  };
}
