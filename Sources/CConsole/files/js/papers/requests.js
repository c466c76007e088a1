// @ts-check
// 延长时限申请表, 退回申请单 and 履责意见: what a unit asks for or states, and what was decided on it.

import { briefLines, matterLines } from './ticket-facts.js';
import { shares } from './source.js';
import { limitText, paperDay, paperMoment, yesNo } from './text.js';
import { tail } from './transfer.js';

/** @typedef {import('./source.js').Source} Source */
/** @typedef {import('./kinds.js').Paper} Paper */

/** The shares, and this node's own part of an order from above. @param {Source} source */
function parties(source) {
  const own = shares(source).map((share) => ({
    share, key: tail(share.id), name: source.assignee(share.assignee), to: source.issuer,
  }));
  const order = source.ticket.order;
  if (!order || source.unit) return own;
  const above = `${source.node(order.assigner)}12345政务服务便民热线`;
  return [...own, { share: order, key: 'o', name: source.issuer, to: above }];
}

/** @param {any} decision @param {string} [yes] @param {string} [no] */
function decided(decision, yes = '同意', no = '不同意') {
  if (!decision) return '';
  const reasons = decision.reasons ? `：${decision.reasons}` : '';
  return `${decision.approved ? yes : no}${reasons}\n（${paperMoment(decision.at)}，${decision.by?.person ?? ''}）`;
}

/** Every request that was made, and a form to fill in by hand for shares that are open. @param {Source} source */
export function extensionOccasions(source) {
  return parties(source).flatMap(({ share, key, name }) => [
    ...(share.extensions ?? []).map((/** @type {any} */ one, /** @type {number} */ index) => ({
      key: `${key}-${index + 1}`, label: `${name} · ${paperDay(one.askedAt)}申请`,
    })),
    ...(['dispatched', 'signed'].includes(share.state) && !(share.extensions ?? []).length
      ? [{ key: `${key}-0`, label: `${name} · 空白表` }]
      : []),
  ]);
}

/** @param {Source} source @param {string} key @returns {Paper | null} */
export function makeExtension(source, key) {
  const [place, number] = key.split('-');
  const party = parties(source).find((one) => one.key === place);
  if (!party) return null;
  const { ticket } = source;
  const asked = party.share.extensions?.[Number(number) - 1];
  const terms = source.book?.extensions;
  return {
    title: '延长时限申请表', issuer: party.name, number: `${ticket.number}-延${key.replace('-', '.')}`,
    date: paperDay(asked?.askedAt), to: party.to,
    lines: [
      ...briefLines(ticket),
      { label: '申请单位', value: party.name },
      { label: '申请时间', value: paperMoment(asked?.askedAt) },
      { label: '原办理时限', value: originalLimit(party.share, asked), wide: true },
      { label: '承诺办结日期', value: paperDay(asked?.until) },
      { label: '已告知诉求人', value: yesNo(asked?.petitionerTold) },
      { label: '延长理由', value: asked?.reason ?? '', wide: true, tall: 2 },
      { label: '延长依据', value: asked?.basis ?? '', wide: true, tall: 1 },
      ...(asked?.beyondRule ? [{ label: '超出一般规定', value: asked.beyondRule, wide: true }] : []),
      { label: '负责人意见', value: asked?.consent ? `同意（${asked.consent}）` : '', wide: true, tall: 1 },
      { label: terms?.takesEffect === 'filing' ? '热线备案意见' : '热线审核意见', value: decided(asked?.decision), wide: true, tall: 1 },
      { label: '规则', value: terms?.article ?? '', wide: true },
    ],
    signatures: [{ label: '经办人' }, { label: '单位负责人', value: asked?.consent }, { label: '日期' }],
    seals: [{ label: '申请单位（盖章处）' }, { label: `${party.to}（盖章处）` }],
    notes: [],
  };
}

/** The end as it was when it was asked; a granted request has moved it since. @param {any} share @param {any} asked */
function originalLimit(share, asked) {
  const limit = share.handlingLimit ?? (share.due ? { due: share.due } : null);
  if (!asked?.decision?.approved) return limitText(limit);
  return `现为${limitText(limit)}（已按本申请延长）`;
}

/** @param {Source} source */
export function returnOccasions(source) {
  return parties(source)
    .filter(({ share }) => share.returnRequest)
    .map(({ share, key, name }) => ({ key, label: `${name} · ${paperDay(share.returnRequest.askedAt)}申请` }));
}

/** @type {Record<string, string>} */
const outcomes = { dispatch: '再次转派', hotline: '退回热线', completion: '退回后直接办结' };

/** @param {Source} source @param {string} key @returns {Paper | null} */
export function makeReturn(source, key) {
  const party = parties(source).find((one) => one.key === key);
  const asked = party?.share.returnRequest;
  if (!party || !asked) return null;
  const reason = source.book?.returns?.reasons?.find((/** @type {any} */ one) => one.code === asked.reason);
  return {
    title: '退回申请单', issuer: party.name, number: `${source.ticket.number}-退${key}`, date: paperDay(asked.askedAt),
    to: party.to,
    lines: [
      ...briefLines(source.ticket),
      { label: '申请单位', value: party.name },
      { label: '申请时间', value: paperMoment(asked.askedAt) + (asked.late ? '（超出退回期限）' : '') },
      { label: '转办时间', value: paperMoment(party.share.dispatchedAt ?? party.share.issuedAt) },
      { label: '签收时间', value: paperMoment(party.share.signedAt) },
      { label: '退回理由', value: reason?.title ?? asked.reason, wide: true },
      { label: '理由依据条款', value: reason?.article ?? source.book?.returns?.article ?? '', wide: true },
      { label: '详细说明', value: asked.explanation, wide: true, tall: 2 },
      { label: '依据', value: asked.basis ?? '', wide: true, tall: 1 },
      ...(asked.knowledge ? [{ label: '适用知识点', value: asked.knowledge.title, wide: true }] : []),
      ...(asked.foundAt ? [{ label: '现场踏勘时间', value: paperMoment(asked.foundAt), wide: true }] : []),
      { label: '转办建议', value: asked.suggestion ?? '', wide: true },
      { label: '热线审核意见', value: decided(asked.decision, '同意退回', '不予退回，由原单位继续办理'), wide: true, tall: 2 },
      { label: '退回去向', value: outcomes[asked.outcome] ?? '', wide: true },
    ],
    signatures: [{ label: '经办人' }, { label: '申请单位负责人' }, { label: '审核人', value: asked.decision?.by?.person }],
    seals: [{ label: '申请单位（盖章处）', date: paperDay(asked.askedAt) }, { label: `${party.to}（盖章处）` }],
    notes: [],
  };
}

/** @param {Source} source */
export function opinionOccasions(source) {
  return parties(source)
    .filter(({ share }) => opinionOf(share))
    .map(({ share, key, name }) => ({ key, label: `${name} · ${paperDay(opinionOf(share).signedOn)}签发` }));
}

/** @param {any} share */
function opinionOf(share) {
  return share.completion?.form?.opinion ?? null;
}

/** @param {Source} source @param {string} key @returns {Paper | null} */
export function makeOpinion(source, key) {
  const party = parties(source).find((one) => one.key === key);
  const opinion = party && opinionOf(party.share);
  if (!party || !opinion) return null;
  const terms = source.book?.opinions;
  const form = party.share.completion.form;
  const rated = (source.ticket.revisits ?? []).at(-1);
  return {
    title: '履责意见', issuer: party.name, number: `${source.ticket.number}-履${key}`, date: paperDay(opinion.signedOn),
    to: party.to,
    lines: [
      ...matterLines(source.ticket),
      { label: '办理单位', value: party.name },
      { label: '签发日期', value: paperDay(opinion.signedOn) },
      { label: '办理情况', value: [form.handling, form.result].filter(Boolean).join('\n'), wide: true, tall: 1 },
      { label: '诉求人评价', value: rated?.reason ? `不满意：${rated.reason}` : '', wide: true },
      { label: '履行职责情况', value: opinion.statement, wide: true, tall: 3 },
      { label: '审批同意', value: opinion.approvedBy },
      { label: '办公室审核', value: opinion.sealedBy ?? '' },
      { label: '抄送（备案）', value: opinion.copiedTo, wide: true },
      { label: '依据', value: terms?.article ?? '', wide: true },
    ],
    signatures: [{ label: '主要领导或分管领导', value: opinion.approvedBy }, { label: '办公室审核', value: opinion.sealedBy }, { label: '签发日期', value: paperDay(opinion.signedOn) }],
    seals: [{ label: '承办单位办公室（盖章处）', date: paperDay(opinion.signedOn) }],
    notes: terms?.validMonths
      ? [`自签发之日起${terms.validMonths}个月内，对基本相同的同一事项首次评价不满意的，沿用本履责意见（${terms.standingArticle ?? terms.article}）。`]
      : [],
  };
}
