// @ts-check
// One operation: what it takes, what it answers, and how it is refused. Made when it is opened.

import { append, h } from '../dom.js';
import { icon } from '../icons.js';
import { named, t } from '../i18n.js';
import { json } from '../network/care.js';
import { asTable } from '../network/data-table.js';
import { resolved } from './document.js';
import { inline, prose } from './prose.js';
import { schemaView, typeText } from './schema.js';

/** @param {any} whole @param {import('./document.js').Operation} operation */
export function operationView(whole, operation) {
  const roles = operation.what['x-roles'] ?? [];
  const element = h('details', { class: 'api-operation', id: operation.id },
    h('summary', null,
      h('span', { class: `api-method is-${operation.method.toLowerCase()}` }, operation.method), h('code', { class: 'api-path' }, operation.path),
      h('span', { class: 'api-summary' }, operation.what.summary ?? ''),
      h('span', { class: 'hint api-roles' }, isOpenToAll(operation) ? [icon('eye'), t('api.open')] : roles.length ? [icon('user'), roles.map((/** @type {string} */ role) => named('role', role)).join('、')] : null)));
  let isMade = false;
  element.addEventListener('toggle', () => {
    if (!element.open || isMade) return;
    isMade = true;
    append(element, [body(whole, operation)]);
  });
  return element;
}

/** @param {import('./document.js').Operation} operation */
function isOpenToAll(operation) {
  return Array.isArray(operation.what.security) && operation.what.security.length === 0;
}

/** @param {any} whole @param {import('./document.js').Operation} operation */
function body(whole, operation) {
  const request = resolved(whole, operation.what.requestBody);
  return h('div', { class: 'api-body stack' },
    prose(operation.what.description),
    operation.parameters.length > 0 && [h('h3', null, t('api.parameters')), parameters(whole, operation.parameters)],
    request && [h('h3', null, t('api.request'), request.required && h('span', { class: 'required' }, t('form.star'))), content(whole, request.content)],
    h('h3', null, t('api.answers')),
    Object.entries(operation.what.responses ?? {}).map(([status, one]) => answer(whole, status, resolved(whole, one))));
}

/** @param {any} whole @param {any[]} list */
function parameters(whole, list) {
  const heads = ['api.parameter', 'api.in', 'api.type', 'api.meaning'].map((key) => t(key));
  return asTable(h('table', { class: 'data api-members' },
    h('thead', null, h('tr', null, heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', null, list.map((one) => h('tr', null,
      h('th', { scope: 'row', dataset: { label: heads[0] } }, h('code', null, one.name), one.required && h('span', { class: 'required' }, t('form.star'))),
      h('td', { dataset: { label: heads[1] } }, named('api.in', one.in)),
      h('td', { dataset: { label: heads[2] } }, typeText(whole, one.schema ?? {})),
      h('td', { dataset: { label: heads[3] } }, inline(one.description ?? ''), values(whole, one.schema)))))));
}

/** @param {any} whole @param {any} schema */
function values(whole, schema) {
  const part = resolved(whole, schema ?? {});
  const list = part.enum ?? resolved(whole, part.items ?? {}).enum;
  return list && h('span', { class: 'api-values' }, list.map((/** @type {any} */ one) => [h('code', null, String(one)), ' ']));
}

/** @param {any} whole @param {any} contents */
function content(whole, contents) {
  return Object.entries(contents ?? {}).map(([type, one]) => h('div', { class: 'api-content' },
    h('p', { class: 'hint' }, h('code', null, type)),
    one.schema && schemaView(whole, one.schema), examples(whole, one)));
}

/** @param {any} whole @param {any} one */
function examples(whole, one) {
  const list = Object.entries(one.examples ?? {}).map(([name, example]) => ({ name, ...resolved(whole, example) }));
  const given = one.example !== undefined ? [{ name: '', value: one.example }, ...list] : list;
  return given.map((example) => h('details', { class: 'api-example' },
    h('summary', null, [t('api.example'), example.summary ?? example.name].filter(Boolean).join('：')),
    typeof example.value === 'string' ? h('pre', { class: 'json', tabindex: '0' }, example.value) : json(example.value)));
}

/** @param {any} whole @param {string} status @param {any} one */
function answer(whole, status, one) {
  const isGood = status.startsWith('2') || status.startsWith('3');
  const headers = Object.entries(one.headers ?? {}).map(([name, header]) => h('li', null, h('code', null, name), ' ', inline(resolved(whole, header).description ?? '')));
  return h('details', { class: 'api-answer', open: isGood },
    h('summary', null, h('span', { class: `mark mark-${isGood ? 'good' : 'bad'}` }, icon(isGood ? 'check' : 'warning'), status),
      h('span', null, ' ', isGood ? inline(one.description ?? '') : t('api.refusal'))),
    h('div', { class: 'api-body stack' },
      !isGood && prose(one.description), headers.length > 0 && h('ul', { class: 'prose-list' }, headers),
      isGood ? content(whole, one.content) : Object.values(one.content ?? {}).map((part) => examples(whole, /** @type {any} */ (part)))));
}
