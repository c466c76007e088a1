// @ts-check
// 催办 of many shares at once: a supervision by those of the rule book's means that remind or urge, one text for all.

import { t } from '../i18n.js';
import { ruleBook, urges } from '../ticket/rules.js';

/** What urging asks for; whom it is about, the marked rows say. */
const asked = ['means', 'text', 'answerDue'];
/** What units are told, to begin with: as the papers, Chinese in either language of the console. */
const usual = '请抓紧办理，按时办结并反馈；不能按时办结的，请说明理由。';

/**
 * The form of urging, out of that of supervising; null where the ticket's rule book has no such means.
 * @param {any} action `supervise`, as the ticket describes it @param {any} ticket
 */
export async function urging(action, ticket) {
  const book = await ruleBook(ticket.ruleBook);
  const codes = (book?.supervision?.means ?? []).filter(urges).map((/** @type {any} */ means) => means.code);
  if (!codes.length) return null;
  const fields = action.fields
    .filter((/** @type {any} */ field) => asked.includes(field.name))
    .map((/** @type {any} */ field) => (field.name === 'means' ? ofMeans(field, codes) : field));
  return { ...action, label: t('action.urge'), fields, values: { means: codes[0], text: usual } };
}

/** @param {any} field @param {string[]} codes */
function ofMeans(field, codes) {
  const choices = field.choices.filter((/** @type {any} */ choice) => codes.includes(choice.value));
  return { ...field, label: t('urge.means'), choices };
}
