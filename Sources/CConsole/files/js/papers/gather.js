// @ts-check
// Reading many tickets in full for a paper that lists them.

import { get } from '../api.js';

/** So many requests at once: the node stays quick for those at its desks. */
const atOnce = 6;

/**
 * Every row of a list of tickets, page by page, up to a number.
 * @param {Record<string, any>} query @param {number} most @param {AbortSignal} signal
 * @returns {Promise<{rows: any[], total: number}>}
 */
export async function listed(query, most, signal) {
  /** @type {any[]} */
  const rows = [];
  let cursor = null;
  let total = 0;
  do {
    const page = await get('/tickets', { query: { ...query, limit: 500, cursor }, signal });
    total = page.total;
    cursor = page.next;
    rows.push(...page.items);
  } while (cursor && rows.length < most);
  return { rows, total: Math.max(total, rows.length) };
}

/**
 * The full tickets of these rows, in their order; those that the caller may not see any more are left out.
 * @param {any[]} rows @param {AbortSignal} signal @param {(done: number, total: number) => void} told
 * @returns {Promise<any[]>}
 */
export async function tickets(rows, signal, told) {
  /** @type {any[]} */
  const found = new Array(rows.length);
  let next = 0;
  let done = 0;
  const worker = async () => {
    while (next < rows.length) {
      const place = next;
      next += 1;
      found[place] = await get(`/tickets/${encodeURIComponent(rows[place].id)}`, { signal }).catch((error) => {
        if (error?.status === 404 || error?.status === 403) return null;
        throw error;
      });
      done += 1;
      told(done, rows.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return found.filter(Boolean);
}
