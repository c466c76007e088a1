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

/** So many matters stand in one volume 册: each is read in full. */
const perVolume = 1000;

/** @typedef {{month: string, unit: string, volume: number}} What which register, and which volume of it */

/** @param {import('../router.js').Visit} visit */
export default async function register(visit) {
  const known = await names(visit.session, visit.signal);
  const month = h('input', { type: 'month', value: visit.query.get('month') ?? dayOfMoment(new Date()).slice(0, 7) });
  const unit = h('select', null, h('option', { value: '' }, t('papers.allUnits')),
    Array.from(known.units, ([id, name]) => h('option', { value: id, selected: id === visit.query.get('unit') }, name)));
  const box = h('div', { class: 'paper-body', 'aria-live': 'polite' });
  const show = (/** @type {number} */ volume) => {
    noteAddress(`/desk/papers/register?month=${month.value}&unit=${encodeURIComponent(unit.value)}&volume=${volume}`);
    fill(box, visit, known, { month: month.value, unit: unit.value, volume }, show);
  };
  const make = (/** @type {Event} */ event) => {
    event.preventDefault();
    show(1);
  };
  const choices = h('form', { class: 'paper-choices', onsubmit: make },
    h('label', { class: 'paper-chooser' }, `${t('papers.month')} `, month),
    visit.session.role !== 'unit' && h('label', { class: 'paper-chooser' }, `${t('papers.unit')} `, unit),
    h('button', { type: 'submit', class: 'button' }, t('papers.show')));
  fill(box, visit, known, { month: month.value, unit: unit.value, volume: Number(visit.query.get('volume')) || 1 }, show);
  return h('div', { class: 'page paper-page' }, bar([choices], []), h('h1', { class: 'visually-hidden' }, t('papers.register')), box);
}

/**
 * @param {HTMLElement} box @param {import('../router.js').Visit} visit @param {any} known @param {What} what
 * @param {(volume: number) => void} show
 */
async function fill(box, visit, known, what, show) {
  const [year, number] = what.month.split('-').map(Number);
  if (!year || !number) return;
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  const own = what.unit || visit.session.unit || '';
  try {
    replace(box, h('p', { class: 'hint' }, t('loading')));
    const asked = { unit: own, registeredFrom: `${what.month}-01`, registeredBefore: `${next}-01`, order: 'oldest' };
    const { rows } = await listed(asked, Infinity, visit.signal);
    const volumes = Math.max(1, Math.ceil(rows.length / perVolume));
    const volume = Math.min(Math.max(1, what.volume), volumes);
    const begin = (volume - 1) * perVolume;
    const chosen = rows.slice(begin, begin + perVolume);
    learnUnits(known.units, chosen);
    const told = (/** @type {number} */ done, /** @type {number} */ total) =>
      replace(box, h('p', { class: 'hint' }, t('papers.reading', { done, total })));
    const found = await tickets(chosen, visit.signal, told);
    const part = volumes > 1 ? `（共 ${rows.length} 件，第 ${volume} 册，共 ${volumes} 册）` : '';
    replace(box,
      volumes > 1 && volumeChooser(volume, volumes, rows.length, show),
      listSheet(paper(found, known, visit.session, { year, number, unit: own, begin, part }), visit.session.name));
  } catch (error) {
    if (!visit.signal.aborted) replace(box, problemBox(error, () => fill(box, visit, known, what, show)));
  }
}

/** @param {number} volume @param {number} volumes @param {number} total @param {(volume: number) => void} show */
function volumeChooser(volume, volumes, total, show) {
  const choose = (/** @type {any} */ event) => show(Number(event.target.value));
  return h('p', { class: 'no-print' }, h('label', { class: 'paper-chooser' }, `${t('papers.volume', { total, most: perVolume })} `,
    h('select', { onchange: choose }, Array.from({ length: volumes }, (_, index) =>
      h('option', { value: index + 1, selected: index + 1 === volume }, `${index + 1}/${volumes}`)))));
}

/** @param {any[]} found @param {any} known @param {any} session @param {{year: number, number: number, unit: string, begin: number, part: string}} what @returns {import('./list-sheet.js').ListPaper} */
function paper(found, known, session, { year, number, unit, begin, part }) {
  return {
    title: `12345政务服务热线情况${number}月登记表`,
    issuer: unit ? known.unit(unit) : (session.unitName ?? issuerOf(session.node.name)),
    period: `${year}年${number}月登记的工单${part}`,
    columns: [
      { label: '序号', width: '4%', number: true }, { label: '工单编号', width: '9%' }, { label: '登记时间', width: '8%' },
      { label: '诉求人', width: '5%' }, { label: '联系电话', width: '9%' }, { label: '类型', width: '4%' }, { label: '诉求事项', width: '15%' },
      { label: '承办单位（科室）', width: '9%' }, { label: '办理时限', width: '8%' }, { label: '办结时间', width: '7%' },
      { label: '办理结果', width: '13%' }, { label: '回访评价', width: '5%' }, { label: '备注', width: '4%' },
    ],
    rows: found.map((ticket, index) => row(begin + index + 1, ticket, known, unit)),
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
