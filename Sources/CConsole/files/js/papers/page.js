// @ts-check
// `/desk/tickets/:id/papers/:kind`: one paper, as it is printed.

import { asked } from '../dialog.js';
import { h, replace } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../i18n.js';
import { tellProblem } from '../notice.js';
import { go } from '../router.js';
import { bar } from './bar.js';
import { kinds } from './kinds.js';
import { sheet } from './sheet.js';
import { source } from './source.js';

/** Who may be shown the petitioner in full; the node decides. */
const mayReveal = ['operator', 'dispatcher', 'reviewer', 'admin', 'unit'];

/** @param {import('../router.js').Visit} visit */
export default async function page(visit) {
  const found = await source(visit.params.id, visit.session, { signal: visit.signal });
  const box = h('div', { class: 'page paper-page' });
  draw(box, visit, found);
  return box;
}

/** @param {HTMLElement} box @param {import('../router.js').Visit} visit @param {import('./source.js').Source} found */
function draw(box, visit, found) {
  const kind = kinds.find((one) => one.name === visit.params.kind);
  const occasions = kind?.occasions(found) ?? [];
  const key = visit.query.get('item') ?? occasions[0]?.key ?? '';
  const paper = kind?.make(found, key) ?? null;
  const place = `/desk/tickets/${encodeURIComponent(visit.params.id)}/papers`;
  replace(box,
    bar(
      [h('a', { href: place }, icon('arrowLeft'), t('papers.all')), occasions.length > 1 && chooser(occasions, key, `${place}/${visit.params.kind}`)],
      [paper && canReveal(visit, found) && h('button', { type: 'button', class: 'button', onclick: () => reveal(box, visit) }, icon('eye'), t('papers.reveal'))]),
    h('h1', { class: 'visually-hidden' }, kind?.title ?? t('papers.title')),
    paper ? sheet(paper, visit.session.name) : h('p', { class: 'empty' }, kind && !occasions.length ? t('papers.none', { when: kind.when }) : t('papers.missing')),
    h('p', { class: 'hint no-print paper-hint' }, t('papers.hint')));
}

/** @param {{key: string, label: string}[]} occasions @param {string} key @param {string} place */
function chooser(occasions, key, place) {
  const choose = (/** @type {any} */ event) => go(`${place}?item=${encodeURIComponent(event.target.value)}`, { replace: true });
  return h('label', { class: 'paper-chooser' }, `${t('papers.which')} `,
    h('select', { onchange: choose }, occasions.map((one) => h('option', { value: one.key, selected: one.key === key }, one.label))));
}

/** @param {import('../router.js').Visit} visit @param {import('./source.js').Source} found */
function canReveal(visit, found) {
  const petitioner = found.ticket.petitioner ?? {};
  return mayReveal.includes(visit.session.role) && !petitioner.confidential && petitioner.phone === undefined && petitioner.maskedPhone;
}

/** Reads the ticket anew with the reason, which the node keeps on record. @param {HTMLElement} box @param {import('../router.js').Visit} visit */
async function reveal(box, visit) {
  const reason = await asked({ title: t('papers.reveal'), text: t('papers.reveal.why'), label: t('papers.reason'), yes: t('papers.reveal'), maxLength: 200 });
  if (!reason) return;
  try {
    draw(box, visit, await source(visit.params.id, visit.session, { signal: visit.signal, reveal: reason }));
  } catch (error) {
    tellProblem(error);
  }
}
