// @ts-check
// What stands beside a ticket and is no part of it: its tags, who else has it open, and whether one has read it.

import { h } from '../dom.js';
import { holdOpen } from '../live.js';
import { ReadMark } from './read-mark.js';
import { TagBar } from './tags.js';
import { viewerLine } from './viewers.js';

/** The line below a ticket's head. */
export class Beside {
  /** @param {import('./ticket.js').Model} model @param {AbortSignal} signal of the page */
  constructor(model, signal) {
    const { id } = model.ticket;
    this.tags = new TagBar(id, signal);
    this.read = new ReadMark(id);
    this.element = h('div', { class: 'beside screen-only' }, viewerLine(id, signal), this.tags.element);
    holdOpen(id, signal);
    this.saw(model);
  }

  /** The page shows this state of the ticket now. @param {import('./ticket.js').Model} model */
  saw(model) {
    this.read.saw(model.etag);
    this.tags.again();
  }
}
