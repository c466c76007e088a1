// @ts-check
// `/desk/tickets/:id/papers`: every paper of a ticket, and when there will be those that there are not.

import { h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../i18n.js';
import { kinds } from './kinds.js';
import { source } from './source.js';

/** @param {import('../router.js').Visit} visit */
export default async function hub(visit) {
  const found = await source(visit.params.id, visit.session, { signal: visit.signal });
  const place = `/desk/tickets/${encodeURIComponent(visit.params.id)}`;
  return h('section', { class: 'page papers-hub' },
    h('header', { class: 'page-head' },
      h('h1', null, t('papers.title')),
      h('p', { class: 'hint' }, `${found.ticket.number} · ${found.ticket.matter.title}`)),
    h('p', null, h('a', { href: place }, icon('arrowLeft'), t('papers.back'))),
    h('ul', { class: 'papers-list' }, kinds.map((kind) => entry(kind, found, place))));
}

/** @param {import('./kinds.js').Kind} kind @param {import('./source.js').Source} found @param {string} place */
function entry(kind, found, place) {
  const occasions = kind.occasions(found);
  return h('li', null,
    h('h2', null, kind.title),
    occasions.length === 0 && h('p', { class: 'hint' }, t('papers.none', { when: kind.when })),
    occasions.length > 0 && h('ul', null, occasions.map((one) => h('li', null,
      h('a', { href: `${place}/papers/${kind.name}?item=${encodeURIComponent(one.key)}` }, icon('document'), one.label)))));
}
