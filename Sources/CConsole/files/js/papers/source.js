// @ts-check
// What a paper is made from: the ticket, the names of units and nodes, and the rule book that governs the ticket.

import { get } from '../api.js';
import { ruleBook } from '../ticket/rules.js';

/**
 * @typedef {object} Source
 * @property {any} ticket
 * @property {any} book the rule book that the ticket was taken in under; null where it is not to be had
 * @property {(assignee: any) => string} assignee the name of a unit or node
 * @property {(code: string) => string} node the name of a node
 * @property {string} issuer the hotline that issues the paper
 * @property {string | null} unit the unit whose account it is: it has the papers of its own share alone
 */

/** The names of units and nodes that this node knows. @param {any} session @param {AbortSignal} [signal] */
export async function names(session, signal) {
  const [contacts, peers] = await Promise.all([
    get('/contacts', { signal }), session.role === 'unit' ? { items: [] } : get('/peers', { signal }),
  ]);
  /** @type {Map<string, string>} */
  const units = new Map(contacts.items.map((/** @type {any} */ unit) => [unit.unit, unit.name]));
  /** @type {Map<string, string>} */
  const nodes = new Map(peers.items.map((/** @type {any} */ peer) => [peer.code, peer.name ?? peer.code]));
  if (session?.node) nodes.set(session.node.code, session.node.name);
  const node = (/** @type {string} */ code) => nodes.get(code) ?? code;
  const unit = (/** @type {string} */ id) => units.get(id) ?? id;
  return {
    node, unit, units,
    assignee: (/** @type {any} */ who) => (who?.unit ? unit(who.unit) : who?.node ? `${node(who.node)}12345热线` : ''),
  };
}

/**
 * Reads a ticket and what its papers need beside it.
 * @param {string} id @param {any} session @param {{signal?: AbortSignal, reveal?: string}} [how]
 * @returns {Promise<Source>}
 */
export async function source(id, session, how = {}) {
  const query = how.reveal ? { reveal: how.reveal } : undefined;
  const [ticket, known] = await Promise.all([
    get(`/tickets/${encodeURIComponent(id)}`, { query, signal: how.signal }), names(session, how.signal),
  ]);
  return sourceOf(ticket, known, session);
}

/**
 * What the papers of a ticket that was read need.
 * @param {any} ticket @param {Awaited<ReturnType<typeof names>>} known @param {any} session @returns {Promise<Source>}
 */
export async function sourceOf(ticket, known, session) {
  for (const share of ticket.assignments ?? []) {
    if (share.assigneeName && share.assignee.unit) known.units.set(share.assignee.unit, share.assigneeName);
  }
  return {
    ticket, book: await ruleBook(ticket.ruleBook), assignee: known.assignee, node: known.node,
    issuer: issuerOf(known.node(ticket.owner)), unit: session.role === 'unit' ? session.unit : null,
  };
}

/** @param {string} place */
export function issuerOf(place) {
  return `${place}12345政务服务便民热线`;
}

/** The shares that the reader has papers of. @param {Source} source @returns {any[]} */
export function shares({ ticket, unit }) {
  return (ticket.assignments ?? []).filter((/** @type {any} */ share) => !unit || share.assignee.unit === unit);
}

/** Learns the names that rows of a list tell. @param {Map<string, string>} units @param {any[]} rows */
export function learnUnits(units, rows) {
  for (const share of rows.flatMap((row) => row.shares ?? [])) if (share.unit && share.name) units.set(share.unit, share.name);
}
