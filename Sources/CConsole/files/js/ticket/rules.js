// @ts-check
// The rule book of a ticket: read once, and what it calls the items of a completion.

import { get, getIfAny } from '../api.js';

/** @type {Map<string, Promise<any>>} */
const books = new Map();

/**
 * A rule book as it was bound; null where a ticket names none, or a copy names one that is not known here. One that could
 * not be read is asked for again.
 * @param {{id: string, version: number} | null | undefined} reference @returns {Promise<any>}
 */
export function ruleBook(reference) {
  if (!reference) return Promise.resolve(null);
  const path = `/rule-books/${encodeURIComponent(reference.id)}/${reference.version}`;
  const known = books.get(path);
  if (known) return known;
  const found = getIfAny(path);
  books.set(path, found);
  found.catch(() => books.delete(path));
  return found;
}

/** 催办: whether a means of supervision reminds, or is what a rule book itself calls urging. @param {any} means */
export function urges(means) {
  return means?.kind === 'reminder' || means?.code === 'urgingNotice';
}

/** The rule book that governs the handling of new tickets. @returns {Promise<any>} */
export async function currentBook() {
  const { items } = await get('/rule-books');
  return ruleBook(items.find((/** @type {any} */ one) => one.boundFor.includes('handling')));
}

/**
 * The names of a completion's items.
 * @param {{id: string, version: number} | null | undefined} reference @returns {Promise<Map<string, string>>}
 */
export async function completionLabels(reference) {
  const book = await ruleBook(reference);
  const labels = new Map();
  for (const item of book?.completion?.form ?? []) {
    labels.set(item.name, item.title);
    labels.set(`items.${item.name}`, item.title);
  }
  return labels;
}
