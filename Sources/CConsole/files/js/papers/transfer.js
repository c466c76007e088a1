// @ts-check
// 转办单: what a unit or a lower node receives with its share.

import { matterLines } from './ticket-facts.js';
import { shares } from './source.js';
import { limitText, paperDay, paperMoment, roleText } from './text.js';

/** @typedef {import('./source.js').Source} Source */
/** @typedef {import('./kinds.js').Paper} Paper */

/** One for each share. @param {Source} source */
export function occasions(source) {
  return shares(source).map((share) => ({ key: tail(share.id), label: `${source.assignee(share.assignee)}（${roleText(share.role)}）` }));
}

/** The share's own number within its ticket. @param {string} id */
export function tail(id) {
  return id.split('.').pop() ?? id;
}

/** @param {Source} source @param {string} key */
export function shareOf(source, key) {
  return shares(source).find((share) => tail(share.id) === key);
}

/** @param {Source} source @param {string} key @returns {Paper | null} */
export function make(source, key) {
  const share = shareOf(source, key);
  if (!share) return null;
  const { ticket, assignee, issuer } = source;
  const others = ticket.assignments.filter((/** @type {any} */ one) => one !== share && one.state !== 'withdrawn');
  return {
    title: '转办单', issuer, number: `${ticket.number}-转${key}`, date: paperDay(share.dispatchedAt),
    lines: [
      ...matterLines(ticket),
      { label: '承办单位', value: assignee(share.assignee) },
      { label: '承办方式', value: roleText(share.role) + (share.firstResponsible ? '（首问责任单位）' : '') },
      { label: '转办时间', value: paperMoment(share.dispatchedAt) },
      { label: '签收时间', value: paperMoment(share.signedAt) + (share.signedLate ? '（逾期签收）' : '') },
      ...(share.signLimit ? [{ label: '签收期限', value: limitText(share.signLimit), wide: true }] : []),
      { label: '办理时限', value: limitText(share.handlingLimit), wide: true },
      { label: '时限依据', value: share.handlingLimit?.article ?? '未规定', wide: true },
      ...(others.length
        ? [{ label: '其他承办', value: others.map((/** @type {any} */ one) => `${assignee(one.assignee)}（${roleText(one.role)}）`).join('、'), wide: true }]
        : []),
      { label: '转办意见', value: share.note ?? ticket.order?.note ?? '', wide: true, tall: 1 },
      { label: '领导批示', value: '', wide: true, tall: 2 },
      { label: '承办科室意见', value: sections(share), wide: true, tall: 2 },
    ],
    signatures: [{ label: '转办人' }, { label: '签收人' }, { label: '签收日期' }],
    seals: [{ label: `${issuer}（盖章处）`, date: paperDay(share.dispatchedAt) }],
    notes: ['请在办理时限内办结，并将办理情况和回复诉求人情况报送热线。', '本单所载个人信息仅供办理本事项使用，不得泄露。'],
  };
}

/** 交办科室. @param {any} share */
function sections(share) {
  return (share.forwards ?? [])
    .map((/** @type {any} */ one) => `${paperMoment(one.at)} 交办${one.section}${one.person ? `（${one.person}）` : ''}：${one.facts}`)
    .join('\n');
}
