// @ts-check
// What the rule book of a ticket calls the items of a completion, and where each stands in the regulation.

import { get } from '../api.js';

/** @type {Map<string, Promise<any>>} */
const books = new Map();

/** A rule book, read once. @param {{id: string, version: number}} reference */
export function ruleBook(reference) {
  const path = `/rule-books/${encodeURIComponent(reference.id)}/${reference.version}`;
  const found = books.get(path) ?? get(path);
  books.set(path, found);
  return found;
}

/** The names of a completion's items. @param {{id: string, version: number}} reference @returns {Promise<Map<string, string>>} */
export async function completionLabels(reference) {
  const book = await ruleBook(reference);
  const labels = new Map();
  for (const item of book.completion?.form ?? []) {
    labels.set(item.name, item.title);
    labels.set(`items.${item.name}`, item.title);
  }
  return labels;
}
