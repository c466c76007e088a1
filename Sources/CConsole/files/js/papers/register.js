// @ts-check
// `/desk/papers/register`: 12345政务服务热线情况X月登记表 (泽政办发〔2020〕29号二（二）6), for the hotline or one unit.

import { h, replace } from '../dom.js';
import { t } from '../i18n.js';
import { problemBox } from '../notice.js';
import { noteAddress } from '../router.js';
import { dayOfMoment } from '../time.js';
import { bar } from './bar.js';
import { listed, tickets } from './gather.js';
import { listSheet } from './list-sheet.js';
import { issuerOf, learnUnits, names } from './source.js';
import { petitionerTexts } from './ticket-facts.js';
import { kindText, paperDay, paperDue, paperMoment, ratingText } from './text.js';

/** A register longer than this is made unit by unit. */
const most = 400;

/** @param {import('../router.js').Visit} visit */
export default async function register(visit) {
  const known = await names(visit.session, visit.signal);
  const month = h('input', { type: 'month', value: visit.query.get('month') ?? dayOfMoment(new Date()).slice(0, 7) });
  const unit = h('select', null, h('option', { value: '' }, t('papers.allUnits')),
    Array.from(known.units, ([id, name]) => h('option', { value: id, selected: id === visit.query.get('unit') }, name)));
  const box = h('div', { class: 'paper-body', 'aria-live': 'polite' });
  const make = (/** @type {Event} */ event) => {
    event.preventDefault();
    noteAddress(`/desk/papers/register?month=${month.value}&unit=${encodeURIComponent(unit.value)}`);
    fill(box, visit, known, month.value, unit.value);
  };
  const choices = h('form', { class: 'paper-choices', onsubmit: make },
    h('label', { class: 'paper-chooser' }, `${t('papers.month')} `, month),
    visit.session.role !== 'unit' && h('label', { class: 'paper-chooser' }, `${t('papers.unit')} `, unit),
    h('button', { type: 'submit', class: 'button' }, t('papers.show')));
  fill(box, visit, known, month.value, unit.value);
  return h('div', { class: 'page paper-page' }, bar([choices], []), h('h1', { class: 'visually-hidden' }, t('papers.register')), box);
}

/** @param {HTMLElement} box @param {import('../router.js').Visit} visit @param {any} known @param {string} month @param {string} unit */
async function fill(box, visit, known, month, unit) {
  const from = new Date(`${month}-01T00:00:00+08:00`);
  const [year, number] = month.split('-').map(Number);
  if (Number.isNaN(from.getTime())) return;
  const to = new Date(`${number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`}-01T00:00:00+08:00`);
  try {
    replace(box, h('p', { class: 'hint' }, t('loading')));
    const own = unit || visit.session.unit || '';
    const { rows } = await listed({ unit: own }, 100 * most, visit.signal, (row) => new Date(row.registeredAt) >= from);
    const inMonth = rows.filter((row) => new Date(row.registeredAt) < to);
    if (inMonth.length > most) return replace(box, h('p', { class: 'empty' }, t('papers.tooMany', { total: inMonth.length, most })));
    learnUnits(known.units, rows);
    const found = await tickets(inMonth, visit.signal, (done, all) => replace(box, h('p', { class: 'hint' }, t('papers.reading', { done, total: all }))));
    replace(box, listSheet(paper(found.reverse(), known, visit.session, { year, number, unit: own }), visit.session.name));
  } catch (error) {
    if (!visit.signal.aborted) replace(box, problemBox(error, () => fill(box, visit, known, month, unit)));
  }
}

/** @param {any[]} found @param {any} known @param {any} session @param {{year: number, number: number, unit: string}} what @returns {import('./list-sheet.js').ListPaper} */
function paper(found, known, session, { year, number, unit }) {
  return {
    title: `12345政务服务热线情况${number}月登记表`,
    issuer: unit ? known.unit(unit) : (session.unitName ?? issuerOf(session.node.name)),
    period: `${year}年${number}月登记的工单`,
    columns: [
      { label: '序号', width: '4%', number: true }, { label: '工单编号', width: '9%' }, { label: '登记时间', width: '8%' },
      { label: '诉求人', width: '5%' }, { label: '联系电话', width: '9%' }, { label: '类型', width: '4%' }, { label: '诉求事项', width: '15%' },
      { label: '承办单位（科室）', width: '9%' }, { label: '办理时限', width: '8%' }, { label: '办结时间', width: '7%' },
      { label: '办理结果', width: '13%' }, { label: '回访评价', width: '5%' }, { label: '备注', width: '4%' },
    ],
    rows: found.map((ticket, index) => row(index + 1, ticket, known, unit)),
    signatures: ['填表人', '单位负责人', '填表日期'],
    notes: [],
  };
}

/** @param {number} number @param {any} ticket @param {any} known @param {string} unit */
function row(number, ticket, known, unit) {
  const who = petitionerTexts(ticket);
  const shares = (ticket.assignments ?? []).filter((/** @type {any} */ share) => !unit || share.assignee.unit === unit);
  const limits = shares.map((/** @type {any} */ share) => paperDue(share.handlingLimit?.due)).filter(Boolean);
  const ends = shares.map((/** @type {any} */ share) => share.completedAt && paperDay(share.completedAt) + (share.completedLate ? '（逾期）' : ''));
  return [
    number, ticket.number, paperMoment(ticket.registeredAt), who.name, who.phone, kindText(ticket.matter.kind), ticket.matter.title,
    shares.map((/** @type {any} */ share) => shareText(share, known)).join('\n'), [...new Set(limits)].join('\n'),
    ends.filter(Boolean).join('\n'), ticket.result?.result ?? ticket.answer?.text ?? ticket.refusal?.guidance ?? '',
    ticket.revisits?.length ? ratingText(ticket.revisits.at(-1).rating) : '', ticket.matter.emergency ? '突发' : '',
  ];
}

/** @param {any} share @param {any} known */
function shareText(share, known) {
  const section = share.forwards?.at(-1)?.section;
  return known.assignee(share.assignee) + (section ? `（${section}）` : '');
}
