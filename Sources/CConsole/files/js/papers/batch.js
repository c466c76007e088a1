// @ts-check
// `/desk/papers/print`: the papers of many tickets as one print job, each beginning on a page of its own.

import { h, replace } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../i18n.js';
import { mostPrinted } from '../list/print.js';
import { problemBox } from '../notice.js';
import { bar } from './bar.js';
import { tickets } from './gather.js';
import { kinds } from './kinds.js';
import { sheet } from './sheet.js';
import { names, sourceOf } from './source.js';

/** @param {import('../router.js').Visit} visit */
export default function batch(visit) {
  const told = h('p', { class: 'hint no-print', role: 'status' }, t('loading'));
  const box = h('div', { class: 'paper-batch' });
  const back = h('button', { type: 'button', class: 'button', onclick: () => history.back() }, icon('arrowLeft'), t('print.back'));
  const fill = () => make(visit, told, box).catch((error) => {
    if (!visit.signal.aborted) replace(box, problemBox(error, fill));
  });
  fill();
  return h('div', { class: 'page paper-page' }, bar([back], []), h('h1', { class: 'visually-hidden' }, t('print.title')), told, box);
}

/** @param {import('../router.js').Visit} visit @param {HTMLElement} told @param {HTMLElement} box */
async function make({ query, session, signal }, told, box) {
  const [ids, chosen] = ['tickets', 'kinds'].map((name) => (query.get(name) ?? '').split(',').filter(Boolean));
  const asked = ids.slice(0, mostPrinted);
  const known = await names(session, signal);
  const found = await tickets(asked.map((id) => ({ id })), signal, (done, total) => replace(told, t('papers.reading', { done, total })));
  const made = await Promise.all(found.map(async (ticket) => ({ ticket, papers: papersOf(await sourceOf(ticket, known, session), chosen) })));
  const papers = made.flatMap((one) => one.papers);
  const without = made.filter((one) => !one.papers.length).map((one) => one.ticket.number);
  replace(told,
    t('print.made', { papers: papers.length, tickets: made.length - without.length }),
    without.length > 0 && ` ${t('print.without', { count: without.length, numbers: without.join(t('list.comma')) })}`,
    found.length < asked.length && ` ${t('print.gone', { count: asked.length - found.length })}`);
  replace(box, papers.map((paper) => sheet(paper, session.name)));
}

/** The papers of these kinds that a ticket has: one for each occasion. @param {import('./source.js').Source} source @param {string[]} chosen */
function papersOf(source, chosen) {
  return kinds.filter((kind) => chosen.includes(kind.name))
    .flatMap((kind) => kind.occasions(source).map((one) => kind.make(source, one.key)))
    .filter((paper) => paper !== null);
}
