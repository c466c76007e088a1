// @ts-check
// One file on its way to the node. What failed is sent again under the same key: it is kept once.

import { newKey, Problem, upload } from '../api.js';
import { h, replace } from '../dom.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { problemText } from '../notice.js';

/** Pauses before a file is sent again by itself, in milliseconds. */
const pauses = [1000, 3000, 8000];

/**
 * Sends a file, and shows how far it is.
 * @param {string} path @param {File} file @param {Record<string, any>} query @param {() => void} done
 */
export function sendFile(path, file, query, done) {
  const key = newKey();
  const stopping = new AbortController();
  const progress = h('progress', { max: '1', value: 0, 'aria-label': file.name });
  const state = h('span', { class: 'hint' });
  const end = h('span', { class: 'row' });
  const row = h('li', { class: 'stack' }, h('div', { class: 'row' }, h('bdi', null, file.name), state, h('span', { class: 'push' }, end)), progress);
  const stop = h('button', { type: 'button', class: 'button-plain', 'aria-label': t('upload.stop', { name: file.name }), onclick: () => stopping.abort() }, icon('close'));
  const run = async (/** @type {number} */ attempt) => {
    replace(end, stop);
    state.textContent = attempt ? t('upload.again') : t('upload.going');
    try {
      await upload(path, file, { query: { name: file.name, ...query }, key, signal: stopping.signal, onprogress: (share) => (progress.value = share) });
      row.remove();
      done();
    } catch (error) {
      failed(error, attempt);
    }
  };
  const failed = (/** @type {unknown} */ error, /** @type {number} */ attempt) => {
    if (stopping.signal.aborted) return row.remove();
    if (error instanceof Problem && error.isTransient && attempt < pauses.length) return void setTimeout(() => run(attempt + 1), pauses[attempt]);
    state.textContent = t('upload.failed');
    replace(end, h('button', { type: 'button', class: 'button button-small', onclick: () => run(0) }, icon('redo'), t('retry')),
      h('button', { type: 'button', class: 'button-plain', 'aria-label': t('clear'), onclick: () => row.remove() }, icon('close')));
    row.append(problemText(error));
  };
  run(0);
  return row;
}
