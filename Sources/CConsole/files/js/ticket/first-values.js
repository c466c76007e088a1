// @ts-check
// What a form of an action begins with, where the ticket itself says it.

import { currentSession } from '../session.js';
import { nameOf } from '../tickets/units.js';

/** @param {any} action @param {string | null} assignment @param {any} ticket @returns {Record<string, any>} */
export function firstValues(action, assignment, ticket) {
  const session = currentSession();
  switch (action.name) {
    case 'complete': {
      const share = (ticket.assignments ?? []).find((/** @type {any} */ one) => one.id === assignment);
      const unit = session?.unitName ?? nameOf(share?.assignee);
      return { unit, person: session?.role === 'unit' ? session.name : undefined };
    }
    case 'correct': {
      const { kind, title, content, place, occurredAt, category, emergency, massOutage } = ticket.matter;
      return { kind, title, content, place, occurredAt, category, emergency, massOutage };
    }
    case 'supervise': {
      const late = (ticket.overdue ?? []).at(-1)?.assignment;
      const proposal = (ticket.proposals ?? []).find((/** @type {any} */ one) => !one.settledAt);
      return { assignment: proposal?.assignment ?? late, means: proposal?.means, trigger: proposal?.trigger };
    }
    case 'dismiss-proposal': return { trigger: (ticket.proposals ?? []).find((/** @type {any} */ one) => !one.settledAt)?.trigger };
    case 'answer-supervision': return { supervision: (ticket.supervisions ?? []).find((/** @type {any} */ one) => !one.answer)?.id };
    case 'answer-directive': return { directive: (ticket.directives ?? []).find((/** @type {any} */ one) => !one.answer)?.id };
    default: return {};
  }
}
