// @ts-check
// Tags on many tickets: the form, and how it is sent. What it would do is shown before, as with every action on many.

import { fieldControl } from '../form-fields.js';
import { t } from '../i18n.js';
import { offerTags, tagsOf } from '../tickets/tag-input.js';

/** What the API calls each. @type {Record<string, string>} */
const deeds = { tag: 'add', untag: 'remove' };

/** The action as the form needs it; null for every other. @param {string} name */
export function tagAction(name) {
  if (!deeds[name]) return null;
  const field = { name: 'tags', label: t('tags.title'), type: 'text', required: true, hint: t('tags.hint') };
  return { name, label: undefined, fields: [field] };
}

/** @param {import('../form.js').Field} field @returns {import('../form.js').Control} */
export function tagControl(field) {
  const control = fieldControl(field);
  const input = control.element.querySelector('input');
  if (input) offerTags(input);
  return { ...control, read: () => tagsOf(control.read() ?? '') };
}

/** What is sent to the node; null for every other action. @param {string} action @param {string[]} names @param {any} form */
export function tagRequest(action, names, form) {
  if (!deeds[action]) return null;
  return { path: `/tags/actions/${deeds[action]}`, body: { tickets: names, tags: form.tags } };
}
