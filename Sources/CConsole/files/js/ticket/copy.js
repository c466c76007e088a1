// @ts-check
// The page of a copy: a ticket that a node below has in hand, as that node last told.

import { ticketPage } from './ticket.js';

/** @param {import('../router.js').Visit} visit */
export default function page(visit) {
  return ticketPage(visit, '/mirror/tickets');
}
