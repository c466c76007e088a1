// @ts-check
// `/desk/papers/deferrals`: 挂账台账, with room for the signatures by which a matter is struck off (销号).

import { h, replace } from '../dom.js';
import { t } from '../i18n.js';
import { problemBox } from '../notice.js';
import { currentBook } from '../ticket/rules.js';
import { bar } from './bar.js';
import { listed, tickets } from './gather.js';
import { listSheet } from './list-sheet.js';
import { issuerOf, learnUnits, names } from './source.js';
import { petitionerTexts } from './ticket-facts.js';
import { paperDay } from './text.js';

/** A ledger longer than this is made unit by unit. */
const most = 500;

/** @param {import('../router.js').Visit} visit */
export default async function ledger(visit) {
  const known = await names(visit.session, visit.signal);
  const box = h('div', { class: 'paper-body', 'aria-live': 'polite' });
  const unit = visit.query.get('unit') ?? '';
  const chooser = h('label', { class: 'paper-chooser' }, `${t('papers.unit')} `,
    h('select', { onchange: (/** @type {any} */ event) => fill(box, visit, known, event.target.value) },
      h('option', { value: '' }, t('papers.allUnits')),
      Array.from(known.units, ([id, name]) => h('option', { value: id, selected: id === unit }, name))));
  fill(box, visit, known, unit);
  return h('div', { class: 'page paper-page' },
    bar([visit.session.role !== 'unit' && chooser], []), h('h1', { class: 'visually-hidden' }, t('papers.ledger')), box);
}

/** @param {HTMLElement} box @param {import('../router.js').Visit} visit @param {any} known @param {string} unit */
async function fill(box, visit, known, unit) {
  try {
    replace(box, h('p', { class: 'hint' }, t('loading')));
    const { rows, total } = await listed({ mark: 'deferred', unit }, most, visit.signal);
    if (total > most) return replace(box, h('p', { class: 'empty' }, t('papers.tooMany', { total, most })));
    learnUnits(known.units, rows);
    const own = unit || visit.session.unit || '';
    const found = await tickets(rows, visit.signal, (done, all) => replace(box, h('p', { class: 'hint' }, t('papers.reading', { done, total: all }))));
    const terms = (await currentBook())?.deferrals;
    replace(box, listSheet(paper(found, known, visit.session, own, terms), visit.session.name));
  } catch (error) {
    if (!visit.signal.aborted) replace(box, problemBox(error, () => fill(box, visit, known, unit)));
  }
}

/** @param {any[]} found @param {any} known @param {any} session @param {string} unit @param {any} terms @returns {import('./list-sheet.js').ListPaper} */
function paper(found, known, session, unit, terms) {
  const lines = found.flatMap((ticket) => (ticket.assignments ?? [])
    .filter((/** @type {any} */ share) => share.deferral && share.deferral.decision?.approved !== false)
    .filter((/** @type {any} */ share) => !unit || share.assignee.unit === unit)
    .map((/** @type {any} */ share) => ({ ticket, share })));
  lines.sort((one, other) => one.share.deferral.until.localeCompare(other.share.deferral.until));
  return {
    title: '挂账台账', issuer: unit ? known.unit(unit) : (session.unitName ?? issuerOf(session.node.name)),
    period: `截至${paperDay(new Date().toISOString())}`,
    columns: [
      { label: '序号', width: '4%', number: true }, { label: '工单编号', width: '9%' }, { label: '诉求事项', width: '13%' },
      { label: '诉求人', width: '5%' }, { label: '承办单位', width: '8%' }, { label: '挂账原因', width: '10%' },
      { label: '推进方案和措施', width: '13%' }, { label: '责任人', width: '6%' }, { label: '解决时限', width: '7%' },
      { label: '办理进度', width: '11%' }, { label: '群众签字认可', width: '7%' }, { label: '主要责任人签署“同意销号”', width: '7%' },
    ],
    rows: lines.map(({ ticket, share }, index) => row(index + 1, ticket, share, known)),
    signatures: ['填表人', '审核人', '主要责任人'],
    notes: terms ? [`挂账最长不超过${terms.months}个月。`, `挂账事项办理完毕后，须经群众签字认可，并由主要责任人在台账上签署“同意销号”意见后，方可销号备案（${terms.article}）。`] : [],
  };
}

/** @param {number} number @param {any} ticket @param {any} share @param {any} known */
function row(number, ticket, share, known) {
  const deferral = share.deferral;
  const struck = deferral.strikeOff;
  const isWaiting = !deferral.decision;
  return [
    number, ticket.number, ticket.matter.title, petitionerTexts(ticket).name, known.assignee(share.assignee), deferral.reason,
    [deferral.plan, deferral.measures].filter(Boolean).join('；'), deferral.responsible,
    paperDay(deferral.until) + (isWaiting ? '（待审核）' : ''), deferral.progress,
    struck ? `${struck.petitionerSigned}\n${paperDay(struck.signedOn)}` : '', struck ? `${struck.consent}\n${struck.leader}` : '',
  ];
}
