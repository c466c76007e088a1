// @ts-check
// Forms as the node describes them: a new regulation changes them without touching the console.

import { newKey, Problem } from './api.js';
import { h, replace } from './dom.js';
import { fieldControl } from './form-fields.js';
import { t } from './i18n.js';
import { isComposing } from './keys.js';
import { refusalText } from './notice.js';

/**
 * @typedef {object} Field as `actions[].fields` of a ticket
 * @property {string} name path in the request, such as `reply.at`
 * @property {string} label
 * @property {string} type `text`, `longText`, `choice`, `flag`, `shares`, `day`, `moment`, `file`
 * @property {boolean} required
 * @property {number} [maxLength]
 * @property {{value: string, label: string, needs?: string[]}[]} [choices]
 * @property {string} [hint] words below the field
 */

/**
 * @typedef {object} Control the input of a field
 * @property {HTMLElement} element
 * @property {() => void} focus
 * @property {() => any} read undefined where nothing was given
 * @property {(value: any) => void} [write]
 * @property {(text: string | null) => void} mark says what is wrong, or that nothing is
 * @property {(needed: boolean) => void} [require]
 */

/** From more fields than this on, short ones stand side by side where there is room. */
const fewFields = 6;

/**
 * A form that sends itself by button or Ctrl+Enter. What is refused stays as it was typed, with each error at its
 * field.
 *
 * @param {object} what
 * @param {Field[]} what.fields
 * @param {string} what.yes words of the button
 * @param {(value: any, key: string) => Promise<any>} what.submit gets the form's value and the key of this opening
 * @param {(answer: any) => void} [what.done]
 * @param {() => void} [what.cancel]
 * @param {Record<string, any>} [what.values] first values by field name
 * @param {Record<string, (field: Field) => Control>} [what.custom] makes the control of a field by its name
 * @param {(value: any) => void} [what.changed] hears what was typed
 * @param {boolean} [what.danger]
 * @returns {HTMLFormElement & {value: () => any}}
 */
export function renderForm(what) {
  const key = newKey();
  const controls = new Map(what.fields.map((field) => [field.name, control(field, what)]));
  const summary = h('div', { class: 'form-errors', role: 'alert', tabindex: '-1', hidden: true });
  const button = h(
    'button',
    { type: 'submit', class: `button ${what.danger ? 'button-danger' : 'button-primary'}` },
    what.yes,
  );
  const form = h(
    'form',
    { class: what.fields.length > fewFields ? 'form form-wide' : 'form', novalidate: true },
    summary,
    Array.from(controls.values(), (one) => one.element),
    h(
      'div',
      { class: 'actions' },
      button,
      what.cancel && h('button', { type: 'button', class: 'button', onclick: what.cancel }, t('cancel')),
      h('span', { class: 'hint' }, t('form.keys')),
    ),
  );
  const read = () => value(what.fields, controls);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(what, { controls, summary, button, read, key });
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isComposing(event)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener('input', () => what.changed?.(read()));
  followNeeds(form, what.fields, controls);
  return Object.assign(form, { value: read });
}

/** @param {Field} field @param {any} what @returns {Control} */
function control(field, what) {
  const made = what.custom?.[field.name]?.(field) ?? fieldControl(field);
  const first = what.values?.[field.name];
  if (first !== undefined && first !== null) made.write?.(first);
  return made;
}

/**
 * The request's body: dotted names are objects within objects; what was left empty is left out.
 * @param {Field[]} fields @param {Map<string, Control>} controls
 */
function value(fields, controls) {
  /** @type {Record<string, any>} */
  const body = {};
  for (const field of fields) {
    const read = controls.get(field.name)?.read();
    if (read === undefined || read === null || read === '') continue;
    const path = field.name.split('.');
    let place = body;
    for (const part of path.slice(0, -1)) place = place[part] ??= {};
    place[path[path.length - 1]] = read;
  }
  return body;
}

/**
 * A choice may need fields that are not required otherwise.
 * @param {HTMLFormElement} form @param {Field[]} fields @param {Map<string, Control>} controls
 */
function followNeeds(form, fields, controls) {
  const deciding = fields.filter((field) => field.choices?.some((choice) => choice.needs?.length));
  if (!deciding.length) return;
  const follow = () => {
    const chosen = deciding.map((field) =>
      field.choices?.find((choice) => choice.value === controls.get(field.name)?.read()),
    );
    const needs = new Set(chosen.flatMap((choice) => choice?.needs ?? []));
    for (const field of fields) controls.get(field.name)?.require?.(field.required || needs.has(field.name));
  };
  form.addEventListener('change', follow);
  follow();
}

/** @param {any} what @param {any} parts */
async function send(what, parts) {
  clear(parts);
  const missing = what.fields.filter((/** @type {Field} */ field) => isMissing(field, parts.controls));
  if (missing.length)
    return mark(
      parts,
      missing.map((/** @type {Field} */ field) => ({
        field: field.name,
        message: t('form.required', { field: field.label }),
      })),
      null,
    );
  parts.button.disabled = true;
  parts.button.setAttribute('aria-busy', 'true');
  try {
    const answer = await what.submit(parts.read(), parts.key);
    what.done?.(answer);
  } catch (error) {
    mark(parts, error instanceof Problem ? error.errors : [], error);
  } finally {
    parts.button.disabled = false;
    parts.button.removeAttribute('aria-busy');
  }
}

/** @param {Field} field @param {Map<string, Control>} controls */
function isMissing(field, controls) {
  const control = controls.get(field.name);
  if (!field.required || !control || field.type === 'file') return false;
  const read = control.read();
  return (
    read === undefined ||
    read === null ||
    (typeof read === 'string' && !read.trim()) ||
    (Array.isArray(read) && !read.length)
  );
}

/** @param {any} parts */
function clear(parts) {
  for (const control of parts.controls.values()) control.mark(null);
  parts.summary.hidden = true;
}

/**
 * Shows each error at its field, and all at the head with a way to each.
 * @param {any} parts @param {{field: string, message: string}[]} errors @param {unknown} problem
 */
function mark(parts, errors, problem) {
  const lines = errors.map((error) => {
    const control = controlOf(parts.controls, error.field);
    control?.mark(error.message);
    return h(
      'li',
      null,
      control
        ? h('button', { type: 'button', class: 'button-link', onclick: () => control.focus() }, error.message)
        : `${error.field} ${error.message}`,
    );
  });
  replace(
    parts.summary,
    problem ? refusalText(problem, lines.length > 0) : h('strong', null, t('form.incomplete')),
    lines.length > 0 && h('ul', null, lines),
  );
  parts.summary.hidden = false;
  const first = errors.map((error) => controlOf(parts.controls, error.field)).find(Boolean);
  if (first) first.focus();
  else parts.summary.focus();
}

/**
 * The control of a field or of what it is part of: `assignments[1].note` is told at `assignments`.
 * @param {Map<string, Control>} controls @param {string} name
 */
function controlOf(controls, name) {
  let path = name;
  while (path) {
    const found = controls.get(path);
    if (found) return found;
    path = path.replace(/(\[\d+\]|\.?[^.[\]]+)$/, '');
  }
  return undefined;
}
