// @ts-check
// The controls of a form's fields, one for each type that the node knows.

import { h, identifier } from './dom.js';
import { frame } from './form-frame.js';
import { t } from './i18n.js';
import { inputOfMoment, momentOfInput } from './time.js';

/** @typedef {import('./form.js').Field} Field */
/** @typedef {import('./form.js').Control} Control */

/** From so many choices on, a list takes less room than buttons. */
const mostButtons = 5;
/** From this share of a text's limit on, what is left of it is told. */
const nearlyFull = 0.8;

/** A text of no more characters than this is a line. */
const line = 500;
const longest = 20000;

/** The control of a field. @param {Field} field @returns {Control} */
export function fieldControl(field) {
  switch (field.type) {
    case 'longText':
      return (field.maxLength ?? longest) <= line
        ? text(field, h('input', { type: 'text' }))
        : text(field, h('textarea', { rows: 4 }));
    case 'choice':
      // A list can be set back to nothing, which buttons cannot.
      return field.required && (field.choices?.length ?? 0) <= mostButtons && short(field)
        ? buttons(field, field.choices ?? [])
        : choice(field);
    case 'flag':
      return flag(field);
    case 'day':
      return text(field, h('input', { type: 'date' }));
    case 'moment':
      return moment(field);
    case 'file':
      return note(field);
    default:
      return text(field, h('input', { type: 'text' }));
  }
}

/** @param {Field} field */
function short(field) {
  return (field.choices ?? []).every((one) => one.label.length <= 14);
}

/** @param {Field} field @param {HTMLInputElement | HTMLTextAreaElement} input @returns {Control} */
function text(field, input) {
  const left = h('span', { class: 'hint count', 'aria-live': 'polite' });
  if (field.maxLength) {
    const most = field.maxLength;
    input.addEventListener('input', () => {
      const used = Array.from(input.value).length;
      left.textContent = used > most * nearlyFull ? t('form.left', { used, most }) : '';
      left.classList.toggle('count-over', used > most);
    });
  }
  input.autocomplete = 'off';
  const framed = frame(field, input, { extra: left });
  return {
    ...framed,
    focus: () => input.focus(),
    read: () => (input.value.trim() ? input.value : undefined),
    write: (value) => (input.value = String(value)),
  };
}

/** @param {Field} field @returns {Control} */
function choice(field) {
  const input = h(
    'select',
    null,
    h('option', { value: '' }, t('form.choose')),
    (field.choices ?? []).map((one) => h('option', { value: one.value }, one.label)),
  );
  const framed = frame(field, input);
  return {
    ...framed,
    focus: () => input.focus(),
    read: () => input.value || undefined,
    write: (value) => (input.value = String(value)),
  };
}

/** @param {Field} field @param {{value: string, label: string}[]} choices @returns {Control} */
function buttons(field, choices) {
  const name = identifier(field.name);
  const inputs = choices.map((one) => h('input', { type: 'radio', name, value: one.value, id: identifier(name) }));
  const group = h(
    'div',
    { class: 'choices' },
    inputs.map((input, index) =>
      h('label', { class: 'choice', for: input.id }, input, h('span', null, choices[index].label)),
    ),
  );
  const framed = frame(field, group, { group: true });
  return {
    ...framed,
    focus: () => (inputs.find((input) => input.checked) ?? inputs[0])?.focus(),
    read: () => inputs.find((input) => input.checked)?.value || undefined,
    write: (value) => inputs.forEach((input) => (input.checked = input.value === String(value))),
  };
}

/** Yes, no, and where it need not be known, nothing. @param {Field} field @returns {Control} */
function flag(field) {
  const choices = [
    { value: 'true', label: t('yes') },
    { value: 'false', label: t('no') },
  ];
  if (!field.required) choices.push({ value: '', label: t('form.unsaid') });
  const control = buttons(field, choices);
  if (!field.required) control.write?.('');
  return {
    ...control,
    read: () => {
      const value = control.read();
      if (value === undefined) return undefined;
      // The items of a completion are texts by the rule book.
      if (field.name.startsWith('items.')) return value === 'true' ? '是' : '否';
      return value === 'true';
    },
  };
}

/** @param {Field} field @returns {Control} */
function moment(field) {
  const input = h('input', { type: 'datetime-local' });
  const now = h(
    'button',
    { type: 'button', class: 'button button-small', onclick: () => (input.value = inputOfMoment(new Date())) },
    t('form.now'),
  );
  const framed = frame(field, input, { extra: now });
  return {
    ...framed,
    focus: () => input.focus(),
    read: () => momentOfInput(input.value) || undefined,
    write: (value) => (input.value = inputOfMoment(String(value))),
  };
}

/** Files are sent by themselves before; the field only says so. @param {Field} field @returns {Control} */
function note(field) {
  const place = h('p', { class: 'hint' }, t('form.file'));
  const framed = frame(field, place, { group: true });
  return { ...framed, focus: () => framed.element.scrollIntoView(), read: () => undefined };
}
