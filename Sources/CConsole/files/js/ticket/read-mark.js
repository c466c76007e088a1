// @ts-check
// A ticket that is shown has been read; its reader may want it to be unread again.

import { put } from '../api.js';
import { h, replace } from '../dom.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { tell, tellProblem } from '../notice.js';

/** Tells the node what has been read of one ticket. */
export class ReadMark {
  /** @param {string} ticket */
  constructor(ticket) {
    this.path = `/me/read/${encodeURIComponent(ticket)}`;
    this.isKeptUnread = false;
    this.etag = '';
    this.button = h('button', { type: 'button', class: 'button button-small', onclick: () => this.turn() });
    this.draw();
  }

  draw() {
    this.button.setAttribute('aria-pressed', String(this.isKeptUnread));
    replace(this.button, icon('unread'), t(this.isKeptUnread ? 'read.kept' : 'read.keep'));
  }

  /** This state of the ticket is shown. @param {string | null} etag */
  saw(etag) {
    this.etag = etag?.replaceAll('"', '') ?? '';
    // What was marked unread on purpose stays so while the page is open. Without a mark nothing is lost.
    if (!this.isKeptUnread && this.etag) put(this.path, { isRead: true, seen: this.etag }).catch(() => {});
  }

  async turn() {
    const isRead = this.isKeptUnread;
    try {
      await put(this.path, { isRead });
      this.isKeptUnread = !isRead;
      this.draw();
      tell(t(isRead ? 'read.isRead' : 'read.isUnread'));
    } catch (error) {
      tellProblem(error);
    }
  }
}
