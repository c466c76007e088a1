// @ts-check
// How official papers write moments, limits and codes: Chinese, Beijing time, whatever the browser's own zone is.

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai', year: 'numeric', month: 'numeric', day: 'numeric',
  hour: '2-digit', minute: '2-digit', hour12: false, hourCycle: 'h23',
});

/** The parts of a moment in Beijing time. @param {string | number | Date} moment @returns {Record<string, string>} */
export function beijing(moment) {
  const found = Object.fromEntries(parts.formatToParts(new Date(moment)).map((part) => [part.type, part.value]));
  return { ...found, month: String(Number(found.month)), day: String(Number(found.day)) };
}

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
export function amountText(rule) {
  return rule ? `${rule.amount}${/** @type {Record<string, string>} */ (units)[rule.unit] ?? rule.unit}` : '';
}

/** 5个工作日（2026年11月27日24:00前）. @param {any} limit @returns {string} */
export function limitText(limit) {
  if (!limit) return '未规定';
  const amount = amountText(limit.rule);
  const end = paperDue(limit.due) + (limit.provisional ? '（暂计）' : '');
  return amount ? `${amount}，${end}` : end;
}

/** @type {Record<string, string>} */
const kinds = { consultation: '咨询', help: '求助', complaint: '投诉', report: '举报', suggestion: '意见建议' };
/** @type {Record<string, string>} */
const channels = {
  telephone: '电话', internet: '互联网', mobile: '移动端', walkIn: '来访及其他', superior: '上级平台',
  enterpriseLine: '企业专线', stateCouncilSite: '中国政府网', nationalPlatform: '国家政务服务平台', externalSystem: '外部系统',
};
/** @type {Record<string, string>} */
const roles = { sole: '承办', lead: '主办', assisting: '会办' };
/** @type {Record<string, string>} */
const ratings = { satisfied: '满意', unsatisfied: '不满意', unanswered: '未作评价' };

/** @param {string} code */
export const kindText = (code) => kinds[code] ?? code;
/** @param {string} code */
export const channelText = (code) => channels[code] ?? code;
/** @param {string} code */
export const roleText = (code) => roles[code] ?? code;
/** @param {string} code */
export const ratingText = (code) => ratings[code] ?? code;
/** 是 / 否, empty where nothing was said. @param {boolean | null | undefined} flag */
export const yesNo = (flag) => (flag === undefined || flag === null ? '' : flag ? '是' : '否');
