// @ts-check
// The names of units and of neighbouring nodes. Read once; a name that is not known is shown by its code.

import { get } from '../api.js';
import { tellProblem } from '../notice.js';
import { currentSession } from '../session.js';

/** @typedef {{id: string, name: string}} Unit */

/** @type {Promise<Unit[]> | null} */
let units = null;
/** @type {Promise<{code: string, name: string, relation: string}[]> | null} */
let nodes = null;
/** @type {Map<string, string>} */
const names = new Map();

/** The units of this node, as the caller may see them. */
export function allUnits() {
  units ??= get('/contacts')
    .then((found) => {
      const list = found.items.map((/** @type {any} */ one) => ({ id: one.unit, name: one.name }));
      for (const unit of list) names.set(unit.id, unit.name);
      return list;
    })
    .catch(forgotten(() => (units = null)));
  return units;
}

/** The neighbouring nodes, for staff. */
export function neighbours() {
  nodes ??= (currentSession()?.role === 'unit' ? Promise.resolve({ peers: [] }) : get('/status'))
    .then(({ peers }) => {
      for (const node of peers) names.set(node.code, node.name ?? node.code);
      return peers;
    })
    .catch(forgotten(() => (nodes = null)));
  return nodes;
}

/** What could not be read is told, shown by codes, and read again the next time. @param {() => void} forget */
function forgotten(forget) {
  return (/** @type {unknown} */ error) => {
    forget();
    tellProblem(error);
    return [];
  };
}

/** Reads the names that rows and pages need; then {@link nameOf} knows them. */
export async function readNames() {
  const session = currentSession();
  if (session?.unit && session.unitName) names.set(session.unit, session.unitName);
  if (session) names.set(session.node.code, session.node.name);
  await Promise.all([allUnits(), neighbours()]);
}

/** Learns the names that a ticket's document tells of its units. @param {any} ticket */
export function learnNames(ticket) {
  for (const share of ticket.assignments ?? []) {
    if (share.assigneeName && share.assignee?.unit) names.set(share.assignee.unit, share.assigneeName);
  }
}

/**
 * Units of another node go by the names that stand there: its codes are not this node's.
 * @param {any} value of a copy @param {Record<string, string>} told what the other node calls its units
 */
export function keepForeign(value, told) {
  if (!value || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'assignee' && inner?.unit) inner.name ??= told[inner.unit] ?? inner.unit;
    else if (key === 'actor' && inner?.unit) inner.unitName ??= told[inner.unit] ?? inner.unit;
    else keepForeign(inner, told);
  }
}

/** Forgets who was signed in before. */
export function forgetNames() {
  units = null;
  nodes = null;
  names.clear();
}

/** Who has a share of a list's row: the row names units, a node goes by its neighbour's name. @param {any} share */
export function shareName(share) {
  return share.unit ? share.name : nameOf(share.node);
}

/**
 * The name of a unit or node.
 * @param {string | {id?: string, unit?: string, code?: string, node?: string, name?: string} | null | undefined} who
 */
export function nameOf(who) {
  if (!who) return '';
  if (typeof who === 'string') return names.get(who) ?? who;
  const code = who.unit ?? who.node ?? who.id ?? who.code ?? '';
  return who.name ?? names.get(code) ?? code;
}
