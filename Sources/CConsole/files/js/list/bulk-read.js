// @ts-check
// Marks the unread among the marked rows as read.

import { post } from '../api.js';
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { tell, tellProblem } from '../notice.js';

/** Rows of one request; what is more goes in several. */
const atOnce = 500;

/** @param {any[]} rows @param {() => void} done */
export function readButton(rows, done) {
  const unread = rows.filter((row) => row.isUnread).map((row) => row.id);
  if (!unread.length) return null;
  const read = async () => {
    button.disabled = true;
    try {
      let count = 0;
      for (let at = 0; at < unread.length; at += atOnce)
        count += (await post('/me/read/actions/mark-read', { tickets: unread.slice(at, at + atOnce) })).done;
      tell(t('read.done', { count }));
      done();
    } catch (error) {
      tellProblem(error);
    } finally {
      button.disabled = false;
    }
  };
  const button = h(
    'button',
    { type: 'button', class: 'button button-small', onclick: read },
    icon('check'),
    t('read.mark', { count: unread.length }),
  );
  return button;
}
