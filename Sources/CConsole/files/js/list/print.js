// @ts-check
// Printing the papers of the marked rows: which kinds, then one job of all of them.

import { openDialog } from '../dialog.js';
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { go } from '../router.js';

/** The most tickets of one job: each is read in full, and somebody has to carry the paper. */
export const mostPrinted = 200;

/** @param {() => any[]} rows the marked rows */
export function printButton(rows) {
  return h(
    'button',
    { type: 'button', class: 'button button-small', onclick: () => choose(rows()) },
    icon('print'),
    t('print.title'),
  );
}

/** @param {any[]} rows */
async function choose(rows) {
  const { kinds } = await import('../papers/kinds.js');
  openDialog({
    title: t('print.of', { count: Math.min(rows.length, mostPrinted) }),
    body: (close) => {
      const boxes = kinds.map((kind, index) =>
        h('input', { type: 'checkbox', value: kind.name, checked: index === 0, onchange: () => allow() }),
      );
      const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
      const button = h('button', { type: 'submit', class: 'button button-primary' }, icon('print'), t('print.make'));
      const allow = () => (button.disabled = chosen().length === 0);
      const take = (/** @type {Event} */ event) => {
        event.preventDefault();
        close();
        const ids = rows.slice(0, mostPrinted).map((row) => encodeURIComponent(row.id));
        go(`/desk/papers/print?kinds=${chosen().join(',')}&tickets=${ids.join(',')}`);
      };
      return h(
        'form',
        { class: 'stack', onsubmit: take },
        rows.length > mostPrinted && h('p', null, t('print.most', { total: rows.length, most: mostPrinted })),
        h(
          'fieldset',
          { class: 'stack' },
          h('legend', null, t('print.which')),
          kinds.map((kind, index) => h('label', { class: 'row' }, boxes[index], kind.title)),
        ),
        h('p', { class: 'hint' }, t('print.hint')),
        h(
          'div',
          { class: 'actions' },
          button,
          h('button', { type: 'button', class: 'button', onclick: () => close() }, t('cancel')),
        ),
      );
    },
  });
}
