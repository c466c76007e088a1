// @ts-check
// `/desk/api`: the interface of this node, from `/openapi.json`, for a reader.

import { get } from '../api.js';
import { debounced, h } from '../dom.js';
import { t } from '../i18n.js';
import { placeLink, showPlace } from '../admin/place-link.js';
import { groups } from './document.js';
import { operationView } from './operation.js';
import { prose } from './prose.js';
import { schemaView } from './schema.js';

/** @param {import('../router.js').Visit} visit */
export default async function page(visit) {
  const whole = await get('/openapi.json', { signal: visit.signal });
  const head = h('div', { class: 'page-head' }, h('h1', null, t('page.api')), h('span', { class: 'mark' }, `v${whole.info.version}`));
  const parts = groups(whole);
  const schemas = Object.entries(whole.components?.schemas ?? {});
  const search = h('input', { type: 'search', placeholder: t('api.search'), 'aria-label': t('api.search') });
  const told = h('p', { class: 'hint', role: 'status' });
  const sections = parts.map((group) => groupView(whole, group));
  const schemaSection = h('section', { class: 'panel api-group', id: 'api-schemas' }, h('h2', null, t('api.schemas')), schemas.map(([name, schema]) => schemaEntry(whole, name, schema)));
  const find = () => told.replaceChildren(filter(sections, schemaSection, search.value.trim().toLowerCase().split(/\s+/).filter(Boolean)));
  search.addEventListener('input', debounced(find, 120));
  find();
  const element = h('div', { class: 'page stack api-page' }, head,
    h('div', { class: 'api-intro' }, whole.info?.summary && h('p', null, whole.info.summary), prose(whole.info?.description),
      h('p', null, h('a', { href: '/openapi.json', download: 'openapi.json', target: '_blank' }, t('api.file')))),
    h('div', { class: 'row admin-filter' }, search, told),
    h('div', { class: 'rules-body' },
      h('nav', { class: 'rules-index panel', 'aria-label': t('rules.index') }, h('h2', null, t('rules.index')),
        h('ul', null, parts.map((group, index) => h('li', null, placeLink(`api-group-${index}`, null, group.name))), h('li', null, placeLink('api-schemas', null, t('api.schemas'))))),
      h('div', { class: 'stack' }, sections.map((one, index) => {
        one.element.id = `api-group-${index}`;
        return one.element;
      }), schemaSection)));
  // The page is put in once this has answered.
  setTimeout(() => showPlace(location.hash.slice(1)), 50);
  return element;
}

/** @param {any} whole @param {{name: string, description: string, operations: import('./document.js').Operation[]}} group */
function groupView(whole, group) {
  const rows = group.operations.map((operation) => ({ words: operation.words, element: operationView(whole, operation) }));
  const element = h('section', { class: 'panel api-group' }, h('h2', null, group.name), group.description && h('p', { class: 'hint' }, group.description), rows.map((row) => row.element));
  return { element, rows };
}

/** @param {any} whole @param {string} name @param {any} schema */
function schemaEntry(whole, name, schema) {
  const element = h('details', { class: 'api-operation', id: `schema-${name}`, dataset: { words: `${name} ${schema.description ?? ''}`.toLowerCase() } },
    h('summary', null, h('code', { class: 'api-path' }, name), h('span', { class: 'api-summary' }, schema.description ?? '')));
  element.addEventListener('toggle', () => {
    if (element.open && element.childElementCount === 1) element.append(h('div', { class: 'api-body stack' }, schemaView(whole, schema)));
  });
  return element;
}

/** Shows what holds all of the words; answers how many. @param {ReturnType<typeof groupView>[]} sections @param {HTMLElement} schemas @param {string[]} words */
function filter(sections, schemas, words) {
  const holds = (/** @type {string} */ text) => words.every((word) => text.includes(word));
  let [shown, total] = [0, 0];
  for (const section of sections) {
    let here = 0;
    for (const row of section.rows) {
      row.element.hidden = !holds(row.words);
      if (!row.element.hidden) here += 1;
    }
    section.element.hidden = here === 0;
    shown += here;
    total += section.rows.length;
  }
  const entries = /** @type {HTMLElement[]} */ (Array.from(schemas.querySelectorAll(':scope > details')));
  for (const entry of entries) entry.hidden = !holds(entry.dataset.words ?? '');
  schemas.hidden = entries.every((entry) => entry.hidden);
  return t('api.count', { shown, total });
}
