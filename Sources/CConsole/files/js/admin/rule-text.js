// @ts-check
// The values of a rule book as sentences. The regulations are Chinese, and so are these.

import { kindText } from '../papers/text.js';

/** @type {Record<string, string>} */
const units = { workingDay: '个工作日', calendarDay: '日（自然日）', hour: '小时', month: '个月' };
/** @type {Record<string, string>} */
const starts = { dispatch: '派单', signing: '签收', registration: '登记', approval: '办结审核通过', finding: '现场踏勘' };
/** @type {Record<string, string>} */
const timed = {
  dispatch: '派单', sign: '签收', handling: '办理', redo: '重办', revisit: '回访', deferral: '挂账', sameDay: '当日处理', feedback: '首次反馈',
  progress: '每日进度', supervision: '督办反馈', directive: '上级督办', emergency: '突发报告',
};
/** @type {Record<string, string>} */
const items = {
  title: '诉求标题', content: '诉求内容', phone: '联系电话', place: '地点', occurredAt: '时间', name: '姓名', idNumber: '身份证号码', basis: '依据', knowledge: '适用知识点',
  foundAt: '踏勘时间', photos: '现场照片', petitionerTold: '已告知诉求人', consent: '单位负责人同意', contact: '联系方式',
};
/** @type {Record<string, string>} */
const outcomes = { dispatch: '再次转派', hotline: '退回热线', completion: '退回后办结' };
/** @type {Record<string, string>} */
const meansKinds = { reminder: '提醒', interview: '约谈', letter: '书面督办', coordination: '专题协调', notice: '通报', escalation: '提级' };
/** @type {Record<string, string>} */
const moments = {
  overdue: '超过时限', remindersUnheeded: '提醒后仍未解决', redone: '多次重办', repeated: '多次反映', unsatisfiedAfterRedo: '重办后仍不满意',
  signedLate: '签收逾期', unanswered: '督办未按时反馈', spotCheck: '抽查不满意', feedbackLate: '反馈逾期',
};

/** A way of counting: 5个工作日，自次日起算. @param {any} rule */
export function ruleText(rule) {
  if (!rule) return '未规定';
  return [
    `${rule.amount}${units[rule.unit] ?? rule.unit}`,
    rule.unit === 'hour' ? '' : rule.firstDay === 'same' ? '当日计入' : '自次日起算',
    rule.rollToWorkingDay ? '末日非工作日的顺延' : '', rule.skipsNonWorkingDays ? '非工作日不计' : '', rule.dayEnds ? `至末日${rule.dayEnds}` : '',
  ].filter(Boolean).join('，');
}

/** How long before an end. @param {any} rule */
export function beforeText(rule) {
  return `${rule.amount}${units[rule.unit] ?? rule.unit}${rule.dayEnds ? `（${rule.dayEnds}）` : ''}`;
}

/** A limit with its start. @param {any} term */
export function termText(term) {
  return term ? `${term.from ? `从${starts[term.from] ?? term.from}起，` : ''}${ruleText(term.rule)}` : '未规定';
}

/** @param {Record<string, string>} table */
const reader = (table) => (/** @type {string} */ code) => table[code] ?? code;
export const timedText = reader(timed);
export const itemText = reader(items);
export const outcomeText = reader(outcomes);
export const meansKindText = reader(meansKinds);
export const momentText = reader(moments);

/** @param {string[] | undefined} codes @param {(code: string) => string} words */
export function listText(codes, words = itemText) {
  return codes?.length ? codes.map(words).join('、') : '—';
}

/** @param {string[] | undefined} kinds */
export function kindsText(kinds) {
  return kinds?.length ? kinds.map(kindText).join('、') : '全部类型';
}

/** @param {number | undefined | null} count @param {string} unit */
export function countText(count, unit) {
  return count === undefined || count === null ? '未规定' : `${count}${unit}`;
}
