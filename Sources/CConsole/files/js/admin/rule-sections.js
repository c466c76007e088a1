// @ts-check
// A rule book in sections: for each what it says, as lines and tables, with the article.

import { kindText } from '../papers/text.js';
import {
  beforeText, countText, itemText, kindsText, listText, meansKindText, momentText, outcomeText, ruleText, termText, timedText,
} from './rule-text.js';

/**
 * @typedef {object} Section
 * @property {string} name
 * @property {string} title
 * @property {string} [article]
 * @property {[string, string][]} [lines]
 * @property {{heads: string[], rows: string[][]}[]} [tables]
 * @property {string} [reading] how the hotline reads what the regulation leaves open
 */

/** @typedef {(part: any) => Omit<Section, 'name' | 'article' | 'reading'>} Maker */

const article = '依据';
const yes = (/** @type {any} */ flag) => (flag ? '是' : '否');

/** @type {Record<string, Maker>} */
const makers = {
  intake: (part) => ({
    title: '受理',
    lines: [['登记必填', listText(part.required)]],
    tables: [{ heads: ['不予受理的事项', '处理方式', '转接', article], rows: part.exclusions.map((/** @type {any} */ one) => [one.title, one.guidance, (one.transferTo ?? []).join('、'), one.article]) }],
  }),
  limits: (part) => ({
    title: '时限',
    tables: [{
      heads: ['事项', '时限', article, '读法'],
      rows: [
        ...(part.dispatch ? [['派单', part.dispatch]] : []), ...(part.sign ? [['签收', part.sign]] : []),
        ...Object.entries(part.handling).map(([kind, term]) => [`办理：${kindText(kind)}`, term]),
      ].map(([label, term]) => [label, termText(term), term.article, term.reading ?? '']),
    }],
  }),
  returns: (part) => ({
    title: '退回',
    lines: [
      ['退回期限', termText(part.window)], ['超出期限', part.afterWindow === 'refused' ? '不得退回' : '可以退回，计为逾期'],
      ['已申请延期的', part.excludedByExtension ? '不予退回' : '可以退回'], ['争议裁定的', part.excludedBySettlement ? '不予退回' : '可以退回'],
    ],
    tables: [{
      heads: ['退回理由', '须提供', '期限', '超出期限的处理', '退回后', article],
      rows: part.reasons.map((/** @type {any} */ one) => [one.title, listText(one.needs), one.unlimited ? '不限' : '期限内', one.afterWindow ?? '', outcomeText(one.leadsTo), one.article]),
    }],
  }),
  extensions: (part) => ({
    title: '延期',
    lines: [
      ['次数', countText(part.times, '次')], ['最长', part.longest ? (part.longest.most ? ruleText(part.longest.most) : '不超过该类事项的办理时限') : '未规定'],
      ['提前申请', part.hoursBeforeEnd ? `届满${part.hoursBeforeEnd}小时前` : '届满前'], ['生效', part.takesEffect === 'filing' ? '备案即生效' : '审核同意后'],
      ['须提供', listText(part.needs)], ['月末限制', part.barredLastDaysOfMonth ? `每月最后${part.barredLastDaysOfMonth}日转办的不得延期` : '无'],
      ['突发事项', part.barredForEmergencies ? '不得延期' : '可以延期'], ['超出一般规定', part.exceptional ? '注明理由和决定人的可以' : '不可以'],
    ],
  }),
  deferrals: (part) => ({ title: '挂账', lines: [['最长', `${part.months}个月`], ['销号', '群众签字认可，主要责任人签署“同意销号”']] }),
  completion: (part) => ({
    title: '办结',
    lines: part.unreachable ? [['无法联系', `1日内${part.unreachable.attempts}次，每次间隔至少${part.unreachable.minutesApart}分钟`]] : [],
    tables: [
      { heads: ['办结内容', '类型', '必填', article], rows: part.form.map((/** @type {any} */ one) => [one.title, kindsText(one.kinds) + (one.emergency ? '（突发）' : ''), one.required ? (one.unless ? '视情形' : '是') : '否', one.article]) },
      { heads: ['不需要回复的情形', '可不回访'], rows: part.exemptions.map((/** @type {any} */ one) => [one.title, yes(one.endsRevisit)]) },
      { heads: ['未完全处理完毕可申请办结', '须提供', article], rows: (part.unfinished ?? []).map((/** @type {any} */ one) => [one.title, one.needs.map(completionItem).join('、'), one.article]) },
    ],
  }),
  revisit: (part) => ({
    title: '回访',
    lines: [['期限', termText(part.limit)], ['满意的条件', part.needsAllThree ? '告知结果、依法合理解决、满意三项全部成立' : '诉求人评价满意'], ...(part.unanswered ? [/** @type {[string, string]} */ (['未作评价', '视为基本满意'])] : [])],
    tables: [{ heads: ['不满意而不重办的情形'], rows: part.exceptions.map((/** @type {any} */ one) => [one.title]) }],
  }),
  redo: (part) => ({
    title: '重办',
    lines: [
      ['次数', countText(part.times, '次')], ['期限', part.kindLimitPlusWorkingDays ? `该类事项的办理时限加${part.kindLimitPlusWorkingDays}个工作日，从首次收到起` : termText(part.limit)],
      ['可否退回', part.mayBeReturned ? '可以' : '不得退回'], ['可否延期', part.mayBeExtended ? '可以' : '不得延期'],
    ],
  }),
  opinions: (part) => ({
    title: '履责意见', lines: [['沿用', part.validMonths ? `自签发之日起${part.validMonths}个月内（${part.standingArticle ?? part.article}）` : '未规定'], ['办公室盖章', part.sealedGroups?.length ? part.sealedGroups.join('、') : '未规定']],
  }),
  supervision: (part) => ({
    title: '督办',
    tables: [
      { heads: ['督办方式', '性质', '批准', '主要负责人签字', article], rows: part.means.map((/** @type {any} */ one) => [one.title, meansKindText(one.kind), one.approvedBy ?? '—', yes(one.signedByHead), one.article]) },
      { heads: ['自动建议的情形', '时机', '次数', '建议方式', article], rows: part.triggers.map((/** @type {any} */ one) => [one.title, momentText(one.when), one.count ? `${one.count}次` : '—', part.means.find((/** @type {any} */ each) => each.code === one.means)?.title ?? one.means, one.article]) },
    ],
  }),
  reminders: (part) => ({
    title: '提醒',
    lines: part.sameDay ? [['当日处理', termText(part.sameDay)]] : [],
    tables: [{ heads: ['时限', '提前', article, '读法'], rows: part.terms.map((/** @type {any} */ one) => [timedText(one.of), beforeText(one.before), one.article, one.reading ?? '']) }],
  }),
  outage: (part) => ({ title: '大面积停供和污染', lines: [['派单', termText(part.dispatch)], ['首次反馈', termText(part.feedback)], ['进度', `每日${part.progress.demand.dayEnds ?? ''}前反馈，直至办结`]] }),
  emergency: (part) => ({ title: '突发事件', lines: [['立即报告', part.tells.join('、')]] }),
  dispatch: (part) => ({
    title: '派单原则', lines: [['不按原则派单', part.departureNeedsReason ? '须注明理由' : '留痕，理由可填']],
    tables: [{ heads: ['原则', article], rows: part.principles.map((/** @type {any} */ one) => [one.by === 'territory' ? '属地管理' : '谁主管谁负责', one.article]) }],
  }),
  contacts: (part) => ({ title: '联络人员', lines: [['岗位', part.posts.map((/** @type {string} */ post) => `${post}岗`).join('、')], ['变动备案', part.filing ? ruleText(part.filing) : '未规定']] }),
};

/** @type {Record<string, string>} */
const completionItems = { stageResult: '阶段性办理结果', cause: '无法办结的原因', followUp: '后续处理计划', 'reply.content': '答复诉求人情况' };

/** @param {string} name */
function completionItem(name) {
  return completionItems[name] ?? itemText(name);
}

/** What describes the book itself. */
const head = new Set(['format', 'id', 'version', 'title', 'document', 'sections', 'validity']);

/** A rule book's sections; one that this version does not know is given as it stands. @param {any} book @returns {(Section | {name: string, title: string, raw: any})[]} */
export function sections(book) {
  return Object.keys(book).filter((name) => !head.has(name)).map((name) => {
    const part = book[name];
    try {
      return { name, article: part.article, reading: part.reading, .../** @type {Maker} */ (makers[name])(part) };
    } catch {
      return { name, title: name, raw: part };
    }
  });
}
