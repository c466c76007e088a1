// @ts-check
// What changes, as it happens. One connection a browser by a shared worker, one a window where there is none.

import { EventStream } from './event-stream.js';

/** @typedef {import('./event-stream.js').LiveEvent} LiveEvent */
/** @typedef {import('./event-stream.js').LiveState} LiveState */

/** @type {Set<(event: LiveEvent) => void>} */
const hearers = new Set();
/** @type {Set<(state: LiveState) => void>} */
const watchers = new Set();
/** @type {LiveState} */
let state = 'stopped';
/** @type {{start: (who: string) => void, stop: () => void} | null} */
let source = null;

/**
 * Starts to follow, for somebody who has signed in.
 * @param {string} who the account, by which windows that share a connection know whether it is theirs
 */
export function startLive(who) {
  source ??= shared() ?? single();
  source.start(who);
}

/** Ends when somebody signs out. */
export function stopLive() {
  source?.stop();
}

/**
 * Hears of every change until `signal` aborts: `ticket` and `mirror` with `{ticket, revision, type, state}`, `reset`
 * when changes may be missing and all must be read again.
 * @param {(event: LiveEvent) => void} hear @param {AbortSignal} [signal]
 */
export function onLive(hear, signal) {
  hearers.add(hear);
  signal?.addEventListener('abort', () => hearers.delete(hear), { once: true });
}

/**
 * Does something again when what it shows has changed. Changes are gathered, so that a busy node is not asked at each;
 * a window that nobody sees waits until it is looked at.
 * @param {(event: LiveEvent) => boolean} concerns @param {() => void} work
 * @param {{pause: number, signal: AbortSignal}} how the pause in milliseconds
 */
export function whenChanged(concerns, work, { pause, signal }) {
  let timer = 0;
  let isStale = false;
  const run = () => {
    timer = 0;
    isStale = document.hidden;
    if (!isStale && !signal.aborted) work();
  };
  const hear = (/** @type {LiveEvent} */ event) => {
    if (concerns(event) && !timer) timer = window.setTimeout(run, pause);
  };
  onLive(hear, signal);
  document.addEventListener('visibilitychange', () => isStale && !document.hidden && run(), { signal });
}

/** Hears how the connection fares, until `signal` aborts. @param {(state: LiveState) => void} watch @param {AbortSignal} signal */
export function onLiveState(watch, signal) {
  watchers.add(watch);
  signal.addEventListener('abort', () => watchers.delete(watch), { once: true });
  watch(state);
}

/** @param {any} message */
function take(message) {
  if (message.state) {
    state = message.state;
    for (const watch of watchers) watch(state);
  }
  if (message.event) for (const hear of hearers) hear(message.event);
}

function shared() {
  if (typeof SharedWorker === 'undefined') return null;
  try {
    const worker = new SharedWorker(new URL('./live-worker.js', import.meta.url), {
      type: 'module',
      name: 'hotline-live',
    });
    worker.onerror = () => {
      source = single();
      source.start('');
    };
    worker.port.onmessage = (message) => take(message.data);
    window.addEventListener('pagehide', () => worker.port.postMessage({ bye: true }));
    let reader = '';
    // A page that the browser kept and shows again has said good-bye before.
    window.addEventListener('pageshow', (event) => event.persisted && worker.port.postMessage({ start: reader }));
    return {
      start: (/** @type {string} */ who) => worker.port.postMessage({ start: (reader = who) }),
      stop: () => worker.port.postMessage({ stop: true }),
    };
  } catch {
    return null;
  }
}

function single() {
  const stream = new EventStream(
    '/api/v1/events',
    (event) => take({ event }),
    (next) => take({ state: next }),
  );
  return { start: () => stream.start(), stop: () => stream.stop() };
}
