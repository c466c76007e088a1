// @ts-check
// The words of the interface: Chinese first, English at a switch. What the node says itself stays as it said it.

import zh from './words/zh.js';
import en from './words/en.js';

/** @typedef {'zh' | 'en'} Language */

const place = 'hotline-language';
/** @type {Record<Language, Record<string, string>>} */
const words = { zh: { ...zh }, en: { ...en } };
/** @type {Language} */
let language = remembered();
/** @type {Set<() => void>} */
const listeners = new Set();

/** @returns {Language} */
function remembered() {
  try {
    return localStorage.getItem(place) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

/** The language that is shown. */
export function currentLanguage() {
  return language;
}

/** Changes the language; every page is drawn again. @param {Language} next */
export function useLanguage(next) {
  language = next;
  try {
    localStorage.setItem(place, next);
  } catch {
    // Without storage the choice lasts as long as the window.
  }
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  for (const listener of listeners) listener();
}

/** @param {() => void} listener */
export function onLanguage(listener) {
  listeners.add(listener);
}

/**
 * Adds the words of a part of the console. A part keeps both languages side by side in a module of its own.
 * @param {Record<string, string>} chinese @param {Record<string, string>} english
 */
export function addWords(chinese, english) {
  Object.assign(words.zh, chinese);
  Object.assign(words.en, english);
}

/**
 * The words under a key, with `{name}` replaced. A key without English shows its Chinese; without any, itself.
 * @param {string} key @param {Record<string, string | number>} [values]
 */
export function t(key, values) {
  const text = words[language][key] ?? words.zh[key] ?? key;
  return values ? text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole)) : text;
}

/** The words under a key, or null where there are none. @param {string} key */
export function tIfAny(key) {
  return words[language][key] ?? words.zh[key] ?? null;
}

/**
 * A name by the node's code, such as a state: the code itself where it is of a later version.
 * @param {string} group @param {string | null | undefined} code
 */
export function named(group, code) {
  return code ? (tIfAny(`${group}.${code}`) ?? code) : '';
}

/** As {@link named}, in Chinese whatever is shown: as official papers write it. @param {string} group @param {string} code */
export function inChinese(group, code) {
  return words.zh[`${group}.${code}`] ?? code;
}

/**
 * What the node calls something, in Chinese; in English the console's own word where it has one.
 * @param {string} group @param {string} code @param {string | undefined} label
 */
export function labelled(group, code, label) {
  if (language === 'en') return words.en[`${group}.${code}`] ?? label ?? code;
  return label ?? named(group, code);
}
