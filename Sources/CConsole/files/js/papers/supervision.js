// @ts-check
// 督办单 / 督办函, by this hotline or from a node above; 催办通知书 for a share that is past its limit.

import { urges } from '../ticket/rules.js';
import { briefLines } from './ticket-facts.js';
import { shares } from './source.js';
import { limitText, paperDay, paperDue, paperMoment } from './text.js';
import { shareOf, tail } from './transfer.js';

/** @typedef {import('./source.js').Source} Source */
/** @typedef {import('./kinds.js').Paper} Paper */

/** @param {Source} source @param {string} code */
function means(source, code) {
  return source.book?.supervision?.means?.find((/** @type {any} */ one) => one.code === code);
}

/** @param {Source} source @param {string | undefined} code */
function trigger(source, code) {
  return source.book?.supervision?.triggers?.find((/** @type {any} */ one) => one.code === code)?.title ?? code;
}

/** The unit or node that a supervision is for. @param {Source} source @param {any} supervision */
function addressee(source, supervision) {
  const share = (source.ticket.assignments ?? []).find((/** @type {any} */ one) => one.id === supervision.assignment);
  if (share) return source.assignee(share.assignee);
  const all = (source.ticket.assignments ?? []).filter((/** @type {any} */ one) => one.state !== 'withdrawn');
  return all.map((/** @type {any} */ one) => source.assignee(one.assignee)).join('、');
}

/** Supervisions of the matter as a whole, and of shares that the reader has papers of. @param {Source} source @returns {any[]} */
function toReader(source) {
  const ids = new Set(shares(source).map((share) => share.id));
  return (source.ticket.supervisions ?? []).filter((/** @type {any} */ one) => !one.assignment || ids.has(one.assignment));
}

/** Supervisions in writing and directives from above; what was said by telephone has no paper. @param {Source} source */
export function supervisionOccasions(source) {
  const own = toReader(source)
    .filter((one) => !isUrging(source, one))
    .map((one) => ({
      key: one.id, label: `${means(source, one.means)?.title ?? one.means} · ${addressee(source, one)} · ${paperDay(one.at)}`,
    }));
  const fromAbove = (source.unit ? [] : source.ticket.directives ?? []).map((/** @type {any} */ one, /** @type {number} */ index) => ({
    key: `d${index + 1}`, label: `${directiveTitles[one.directive.kind] ?? one.directive.kind} · ${source.node(one.directive.issuedBy)} · ${paperDay(one.directive.issuedAt)}`,
  }));
  return [...own, ...fromAbove];
}

/** @type {Record<string, string>} */
const directiveTitles = { supervision: '上级督办', spotCheck: '上级抽查结果', complaint: '上级转达投诉' };

/** @type {Record<string, string>} */
const endings = { interview: '通知单', coordination: '通知单', escalation: '单' };

/** The paper's name by its means: 督办单, 督办函, 工作约谈通知单, … @param {any} way */
function titleOf(way) {
  if (!way) return '督办单';
  if (way.title.includes('督办单')) return '督办单';
  const ending = endings[way.kind] ?? '';
  return way.title.endsWith(ending) ? way.title : way.title + ending;
}

/** @param {Source} source @param {string} key @returns {Paper | null} */
export function makeSupervision(source, key) {
  if (key.startsWith('d')) return fromAbove(source, Number(key.slice(1)) - 1);
  const { ticket, issuer } = source;
  const one = toReader(source).find((each) => each.id === key);
  if (!one) return null;
  const way = means(source, one.means);
  return {
    title: titleOf(way),
    issuer, number: `${ticket.number}-督${one.id}`, date: paperDay(one.at),
    lines: [
      ...briefLines(ticket),
      { label: '督办对象', value: addressee(source, one) },
      { label: '督办方式', value: way?.title ?? one.means },
      { label: '督办时间', value: paperMoment(one.at) },
      { label: '反馈期限', value: one.answerDue ? paperDue(one.answerDue.due) : '未规定' },
      { label: '督办事由', value: trigger(source, one.trigger) ?? '热线督办', wide: true },
      { label: '督办依据', value: one.article, wide: true },
      { label: '督办要求', value: one.text, wide: true, tall: 2 },
      { label: '反馈整改情况', value: answerText(one.answer), wide: true, tall: 3 },
    ],
    signatures: [
      ...(way?.approvedBy ? [{ label: `${way.approvedBy}批准`, value: one.approvedBy }] : []),
      { label: way?.signedByHead ? '主要负责人（审核签字）' : '承办单位负责人', value: one.answer?.signedBy },
      { label: '反馈日期', value: paperDay(one.answer?.at) },
    ],
    seals: [{ label: `${issuer}（盖章处）`, date: paperDay(one.at) }, { label: '承办单位（盖章处）' }],
    notes: way?.signedByHead ? ['反馈内容和整改意见应由承办单位主要负责人审核签字后按时上报热线。'] : [],
  };
}

/** @param {any} answer */
function answerText(answer) {
  return answer ? `${answer.text}\n（${paperMoment(answer.at)}反馈${answer.late ? '，逾期' : ''}）` : '';
}

/** @param {Source} source @param {number} index @returns {Paper | null} */
function fromAbove(source, index) {
  const one = source.ticket.directives?.[index];
  if (!one) return null;
  const above = source.node(one.directive.issuedBy);
  return {
    title: '督办单', issuer: `${above}12345政务服务便民热线`, number: `${source.ticket.number}-上督${index + 1}`,
    date: paperDay(one.directive.issuedAt),
    lines: [
      ...briefLines(source.ticket),
      { label: '下达单位', value: above },
      { label: '督办方式', value: directiveTitles[one.directive.kind] ?? one.directive.kind },
      { label: '下达时间', value: paperMoment(one.directive.issuedAt) },
      { label: '收到时间', value: paperMoment(one.receivedAt) },
      { label: '反馈期限', value: one.directive.answerDue ? paperDue(one.directive.answerDue) : '未规定', wide: true },
      { label: '督办要求', value: one.directive.text, wide: true, tall: 2 },
      { label: '反馈情况', value: one.answer ? `${one.answer}\n（${paperMoment(one.answeredAt)}反馈）` : '', wide: true, tall: 3 },
    ],
    signatures: [{ label: '热线负责人' }, { label: '反馈日期', value: paperDay(one.answeredAt) }],
    seals: [{ label: `${source.issuer}（盖章处）` }],
    notes: [],
  };
}

/** @param {Source} source @param {any} supervision */
function isUrging(source, supervision) {
  return urges(means(source, supervision.means) ?? { code: supervision.means });
}

/** Urgings on record, and shares past their limit that nobody was urged about yet. @param {Source} source */
export function urgingOccasions(source) {
  const made = toReader(source).filter((one) => isUrging(source, one));
  const urged = new Set(made.map((/** @type {any} */ one) => one.assignment));
  const late = shares(source).filter((share) => isPastLimit(source, share) && !urged.has(share.id));
  return [
    ...made.map((/** @type {any} */ one) => ({ key: one.id, label: `${addressee(source, one)} · ${paperDay(one.at)}` })),
    ...late.map((/** @type {any} */ share) => ({ key: `s${tail(share.id)}`, label: `${source.assignee(share.assignee)} · 已逾期` })),
  ];
}

/** @param {Source} source @param {any} share */
function isPastLimit(source, share) {
  const isOpen = ['dispatched', 'signed', 'submitted'].includes(share.state);
  const isMarked = (source.ticket.overdue ?? []).some(
    (/** @type {any} */ mark) => mark.assignment === share.id && ['handling', 'redo'].includes(mark.of),
  );
  return isOpen && (isMarked || (share.handlingLimit && Date.parse(share.handlingLimit.due) < Date.now()));
}

/** @param {Source} source @param {string} key @returns {Paper | null} */
export function makeUrging(source, key) {
  const { ticket, issuer } = source;
  const made = toReader(source).find((one) => one.id === key);
  const share = made
    ? ticket.assignments.find((/** @type {any} */ one) => one.id === made.assignment) ?? ticket.assignments[0]
    : shareOf(source, key.slice(1));
  if (!share) return null;
  const at = made?.at ?? new Date().toISOString();
  const isLate = isPastLimit(source, share);
  return {
    title: '催办通知书', issuer, number: `${ticket.number}-催${made ? made.id : tail(share.id)}`, date: paperDay(at),
    to: source.assignee(share.assignee),
    paragraphs: [
      `我热线于${paperMoment(share.dispatchedAt)}转办你单位的《${ticket.matter.title}》（工单编号${ticket.number}），办理时限为${limitText(share.handlingLimit)}${isLate ? '，现已超过办理时限' : '，即将届满'}。`,
      made?.text ? `催办要求：${made.text}` : '请抓紧办理，及时答复诉求人并报送办理结果；确不能按时办结的，请说明理由。',
    ],
    lines: [
      ...briefLines(ticket),
      { label: '签收时间', value: share.signedAt ? paperMoment(share.signedAt) : '尚未签收' },
      { label: '办理时限', value: paperDue(share.handlingLimit?.due) || '未规定' },
      { label: '催办依据', value: made?.article ?? source.book?.supervision?.article ?? '', wide: true },
      { label: '承办单位说明', value: answerText(made?.answer), wide: true, tall: 3 },
    ],
    signatures: [{ label: '催办人' }, { label: '承办单位签收人' }, { label: '签收日期' }],
    seals: [{ label: `${issuer}（盖章处）`, date: paperDay(at) }],
    notes: [],
  };
}
