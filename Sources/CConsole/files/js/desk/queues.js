// @ts-check
// What a role's desk shows first, as the node says it.

import { get } from '../api.js';

/** @typedef {{id: string, title: string, titleEn: string, count: number, overdue: number, query: string}} Queue */

/** The queues of the caller's desk with their counts. @param {AbortSignal} [signal] @returns {Promise<Queue[]>} */
export async function readQueues(signal) {
  return (await get('/desk', { signal })).queues;
}
