// @ts-check
// Marks the unread among the marked rows as read.

import { post } from '../api.js';
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { tell, tellProblem } from '../notice.js';

/** The most at once. */
const most = 500;

/** @param {any[]} rows @param {() => void} done */
export function readButton(rows, done) {
  const unread = rows.filter((row) => row.isUnread).slice(0, most);
  if (!unread.length) return null;
  const read = async () => {
    button.disabled = true;
    try {
      const outcome = await post('/me/read/actions/mark-read', { tickets: unread.map((row) => row.id) });
      tell(t('read.done', { count: outcome.done }));
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
