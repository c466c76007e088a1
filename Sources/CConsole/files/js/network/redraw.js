// @ts-check
// Parts of a page that follow changing data: drawn anew only when something differs, without losing the focus.

import { replace } from '../dom.js';

/** @type {WeakMap<Element, string>} */
const drawn = new WeakMap();

/**
 * Draws a part where its data differ from what is shown. What has the focus keeps it by its `data-key`;
 * where that is gone, the focus goes to what stands first.
 * @param {HTMLElement} box @param {any} data @param {() => import('../dom.js').Child} draw
 */
export function redraw(box, data, draw) {
  const text = JSON.stringify(data);
  if (drawn.get(box) === text) return;
  drawn.set(box, text);
  const focused = document.activeElement;
  const hadFocus = focused instanceof HTMLElement && focused !== box && box.contains(focused);
  const key = hadFocus ? focused.dataset.key : undefined;
  const open = new Set(Array.from(box.querySelectorAll('details[open][data-key]'), (one) => /** @type {HTMLElement} */ (one).dataset.key));
  replace(box, draw());
  for (const one of box.querySelectorAll('details[data-key]')) {
    if (open.has(/** @type {HTMLElement} */ (one).dataset.key)) one.setAttribute('open', '');
  }
  if (!hadFocus) return;
  const same = key && box.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const next = same || box.querySelector('button, a, summary, input') || document.querySelector('main h1');
  /** @type {HTMLElement | null} */ (next)?.focus({ preventScroll: true });
}

/**
 * Does something again and again while the page is in sight, until `signal` aborts.
 * @param {() => Promise<void>} work @param {number} pause in milliseconds @param {AbortSignal} signal
 * @returns {() => void} does it now
 */
export function repeatedly(work, pause, signal) {
  let timer = 0;
  let isRunning = false;
  const run = async () => {
    clearTimeout(timer);
    if (isRunning || signal.aborted) return;
    isRunning = true;
    if (!document.hidden) await work().catch(() => {});
    isRunning = false;
    if (!signal.aborted) timer = window.setTimeout(run, pause);
  };
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  document.addEventListener('visibilitychange', () => document.hidden || run(), { signal });
  timer = window.setTimeout(run, pause);
  return run;
}
