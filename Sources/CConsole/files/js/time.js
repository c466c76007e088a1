// @ts-check
// Moments as the node wrote them. The browser's own zone is never asked: an operator's computer may stand anywhere.

import { currentLanguage, t } from './i18n.js';

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/**
 * The parts of a moment in Beijing time, month and day without a leading zero.
 * @param {string | number | Date} moment @returns {Record<string, string>}
 */
export function beijing(moment) {
  const found = Object.fromEntries(format.formatToParts(new Date(moment)).map((part) => [part.type, part.value]));
  return { ...found, month: String(Number(found.month)), day: String(Number(found.day)) };
}

/** Its parts; null of what is no moment. @param {string | Date} text */
function parts(text) {
  return Number.isNaN(new Date(text).getTime()) ? null : beijing(text);
}

/** The present year at the hotline. */
function thisYear() {
  return beijing(Date.now()).year;
}

/** `11月25日 16:30`; with the year where it is another. @param {string | null | undefined} text */
export function moment(text) {
  const found = text ? parts(text) : null;
  if (!found) return text ?? '';
  const year = found.year === thisYear() ? '' : found.year;
  if (currentLanguage() === 'en')
    return `${year ? `${year}-` : ''}${pad(found.month)}-${pad(found.day)} ${found.hour}:${found.minute}`;
  return `${year ? `${year}年` : ''}${found.month}月${found.day}日 ${found.hour}:${found.minute}`;
}

/** A limit's end: the last moment of a day is `11月25日 24:00 前`. @param {string | null | undefined} text */
export function deadline(text) {
  if (!text) return '';
  const found = parts(text);
  if (found?.hour === '23' && found.minute === '59') {
    const day = moment(text).replace(/ ?23:59$/, '');
    return t('time.before', { time: `${day} 24:00` });
  }
  return t('time.before', { time: moment(text) });
}

/** A day such as `2026-11-25` as `11月25日`. @param {string | null | undefined} text */
export function day(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(text ?? '');
  if (!found) return text ?? '';
  if (currentLanguage() === 'en') return found[0];
  const year = found[1] === thisYear() ? '' : `${found[1]}年`;
  return `${year}${Number(found[2])}月${Number(found[3])}日`;
}

/** What an input of a local moment holds, as the node reads it: the time of the hotline. @param {string} local */
export function momentOfInput(local) {
  return local ? `${local.length === 16 ? `${local}:00` : local}+08:00` : '';
}

/** The day of a moment at the hotline, such as `2026-11-25`. @param {Date} moment */
export function dayOfMoment(moment) {
  return inputOfMoment(moment).slice(0, 10);
}

/** A day so many days after `2026-11-30`, or before it. @param {string} text @param {number} days */
export function dayAfter(text, days) {
  return new Date(Date.parse(`${text}T00:00:00Z`) + days * 86400000).toISOString().slice(0, 10);
}

/** The value for an input of a local moment. @param {string | Date} text */
export function inputOfMoment(text) {
  const found = parts(text);
  return found ? `${found.year}-${pad(found.month)}-${pad(found.day)}T${found.hour}:${found.minute}` : '';
}

/**
 * How long until a moment, in words that a person needs: days and hours, or hours and minutes.
 * @param {string} text @param {number} [now]
 */
export function until(text, now = Date.now()) {
  const left = new Date(text).getTime() - now;
  const minutes = Math.floor(Math.abs(left) / 60000);
  const words =
    minutes >= 2880
      ? t('time.days', { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60) })
      : minutes >= 60
        ? t('time.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
        : t('time.minutes', { minutes });
  return t(left < 0 ? 'time.over' : 'time.left', { time: words });
}

/** @param {string} text */
function pad(text) {
  return text.padStart(2, '0');
}
