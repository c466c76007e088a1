// @ts-check
// What a role's desk shows first, as the node says it. A node of an earlier version says nothing; then the states of a
// ticket are the queues.

import { get, getIfAny } from '../api.js';
import { t } from '../i18n.js';

/** @typedef {{id: string, title: string, titleEn?: string, count: number, overdue: number, query: string}} Queue */

/** @type {Record<string, [string, string][]>} */
const plain = {
  operator: [['registered', 'state=registered'], ['accepted', 'state=accepted'], ['handling', 'state=handling'], ['overdue', 'overdue=true']],
  dispatcher: [['accepted', 'state=accepted'], ['registered', 'state=registered'], ['handling', 'state=handling'], ['overdue', 'overdue=true']],
  reviewer: [['handling', 'state=handling'], ['revisiting', 'state=revisiting'], ['revisited', 'state=revisited'], ['overdue', 'overdue=true']],
  supervisor: [['overdue', 'overdue=true'], ['proposed', 'proposed=true'], ['handling', 'state=handling']],
  unit: [['handling', 'state=handling'], ['overdue', 'overdue=true'], ['all', '']],
};

/** The queues of the desk with their counts. @param {string} role @param {AbortSignal} [signal] @returns {Promise<Queue[]>} */
export async function readQueues(role, signal) {
  const told = await getIfAny('/desk', { signal });
  if (Array.isArray(told?.queues)) return told.queues;
  const list = plain[role] ?? plain.dispatcher;
  return Promise.all(list.map(async ([id, query]) => ({
    id, title: t(`queue.${id}`), query, overdue: 0, count: await count(query, signal),
  })));
}

/** @param {string} query @param {AbortSignal} [signal] */
async function count(query, signal) {
  const page = await get('/tickets', { query: new URLSearchParams(`${query}&limit=1`), signal });
  return page.total ?? 0;
}
