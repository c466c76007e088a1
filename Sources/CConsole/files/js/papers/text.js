// @ts-check
// How official papers write moments, limits and codes: Chinese, Beijing time, whatever the browser's own zone is.

import { inChinese } from '../i18n.js';
import { beijing } from '../time.js';

/** 2026年11月22日. @param {string | null | undefined} moment a moment or a day */
export function paperDay(moment) {
  if (!moment) return '';
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(moment);
  if (day) return `${day[1]}年${Number(day[2])}月${Number(day[3])}日`;
  const at = beijing(moment);
  return `${at.year}年${at.month}月${at.day}日`;
}

/** 2026年11月22日 07:01. @param {string | null | undefined} moment */
export function paperMoment(moment) {
  if (!moment) return '';
  const at = beijing(moment);
  return `${paperDay(moment)} ${at.hour}:${at.minute}`;
}

/** 2026年11月27日24:00前: the end of a limit; a day's last moment is its 24:00. @param {string | null | undefined} due */
export function paperDue(due) {
  if (!due) return '';
  const at = beijing(due);
  const isEnd = at.hour === '23' && at.minute === '59';
  return `${paperDay(due)}${isEnd ? '24:00' : ` ${at.hour}:${at.minute}`}前`;
}

const units = { workingDay: '个工作日', calendarDay: '日', hour: '小时', month: '个月' };

/** 5个工作日. @param {{unit: string, amount: number} | null | undefined} rule */
function amountText(rule) {
  return rule ? `${rule.amount}${/** @type {Record<string, string>} */ (units)[rule.unit] ?? rule.unit}` : '';
}

/** 5个工作日（2026年11月27日24:00前）. @param {any} limit @returns {string} */
export function limitText(limit) {
  if (!limit) return '未规定';
  const amount = amountText(limit.rule);
  const end = paperDue(limit.due) + (limit.provisional ? '（暂计）' : '');
  return amount ? `${amount}，${end}` : end;
}

/** @param {string} code */
export const kindText = (code) => inChinese('kind', code);
/** @param {string} code */
export const channelText = (code) => inChinese('channel', code);
/** @param {string} code */
export const roleText = (code) => inChinese('assignmentRole', code);
/** @param {string} code */
export const ratingText = (code) => inChinese('rating', code);

/** 是 / 否, empty where nothing was said. @param {boolean | null | undefined} flag */
export const yesNo = (flag) => (flag === undefined || flag === null ? '' : flag ? '是' : '否');
