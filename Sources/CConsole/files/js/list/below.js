// @ts-check
// The copies of what the nodes below have in hand.

import { listPage } from './list.js';

/** @param {import('../router.js').Visit} visit */
export default function page(visit) {
  return listPage(visit, true);
}
