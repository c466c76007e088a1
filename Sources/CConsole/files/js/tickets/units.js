// @ts-check
// The names of units and of neighbouring nodes. Read once; a name that is not known is shown by its code.

import { getIfAny } from '../api.js';
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
  units ??= getIfAny('/contacts').catch(() => null).then((found) => {
    const list = (found?.items ?? []).map((/** @type {any} */ one) => ({ id: one.unit, name: one.name ?? one.unit }));
    for (const unit of list) names.set(unit.id, unit.name);
    return list;
  });
  return units;
}

/** The neighbouring nodes, for staff. */
export function neighbours() {
  nodes ??= (currentSession()?.role === 'unit' ? Promise.resolve(null) : getIfAny('/status')).catch(() => null).then((found) => {
    const list = found?.peers ?? [];
    for (const node of list) names.set(node.code, node.name);
    return list;
  });
  return nodes;
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

/** Forgets who was signed in before. */
export function forgetNames() {
  units = null;
  nodes = null;
  names.clear();
}

/** The name of a unit or node. @param {string | {id?: string, unit?: string, code?: string, node?: string, name?: string} | null | undefined} who */
export function nameOf(who) {
  if (!who) return '';
  if (typeof who === 'string') return names.get(who) ?? who;
  const code = who.unit ?? who.node ?? who.id ?? who.code ?? '';
  return who.name ?? names.get(code) ?? code;
}
