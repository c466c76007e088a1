// @ts-check
// A form over the page.

import { openDialog } from '../dialog.js';
import { h } from '../dom.js';
import { renderForm } from '../form.js';

/**
 * Asks by a form; the promise gives the node's answer, or null where it was dismissed.
 * @param {{title: string, fields: import('../form.js').Field[], submit: (value: any, key: string) => Promise<any>, custom?: Record<string, (field: import('../form.js').Field) => import('../form.js').Control>, values?: Record<string, any>, text?: string, yes?: string, danger?: boolean, wide?: boolean}} what
 * @returns {Promise<any>}
 */
export function formDialog({ title, fields, submit, custom, values, text, yes, danger, wide }) {
  return openDialog({
    title, wide,
    body: (close) => [
      text && h('p', null, text),
      renderForm({ fields, custom, values, danger, yes: yes ?? title, submit, done: (answer) => close(answer ?? true), cancel: () => close(null) }),
    ],
  });
}
