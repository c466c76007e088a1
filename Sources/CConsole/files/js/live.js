// @ts-check
// What changes, as it happens. One connection a browser by a shared worker, one a window where there is none.

import { EventStream } from './event-stream.js';
import { OpenReport } from './open-report.js';

/** @typedef {import('./event-stream.js').LiveEvent} LiveEvent */
/** @typedef {import('./event-stream.js').LiveState} LiveState */

/** @type {Set<(event: LiveEvent) => void>} */
const hearers = new Set();
/** @type {Set<(ticket: string | null) => void>} */
const onlookers = new Set();
/** @type {Set<(state: LiveState) => void>} */
const watchers = new Set();
/** @type {LiveState} */
let state = 'stopped';
/** @type {{start: (who: string, csrf: string) => void, stop: () => void, show: (tickets: string[]) => void} | null} */
let source = null;
/** The tickets that this window has open, by the page that shows each. @type {Map<AbortSignal, string>} */
const open = new Map();
/** What is open is said again this often, in milliseconds: a window may vanish without a word. */
const saying = 45000;

/**
 * Starts to follow, for somebody who has signed in.
 * @param {string} who the account, by which windows that share a connection know whether it is theirs
 * @param {string} csrf the session's word against forged requests
 */
export function startLive(who, csrf) {
  source ??= shared() ?? single();
  source.start(who, csrf);
  sayOpen();
}

/** Others are told that a ticket is open here, until `signal` aborts. @param {string} ticket @param {AbortSignal} signal */
export function holdOpen(ticket, signal) {
  if (signal.aborted) return;
  open.set(signal, ticket);
  signal.addEventListener(
    'abort',
    () => {
      open.delete(signal);
      sayOpen();
    },
    { once: true },
  );
  sayOpen();
}

function sayOpen() {
  source?.show([...open.values()]);
}
setInterval(() => open.size && sayOpen(), saying);

/**
 * Hears when somebody opens or leaves a ticket, until `signal` aborts; null where that may have been missed.
 * @param {(ticket: string | null) => void} hear @param {AbortSignal} signal
 */
export function onViewers(hear, signal) {
  onlookers.add(hear);
  signal.addEventListener('abort', () => onlookers.delete(hear), { once: true });
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
  if (message.event) pass(message.event);
}

/** Who looks at a ticket is no change of it. @param {LiveEvent} event */
function pass(event) {
  const isOfViewers = event.event === 'viewers';
  if (!isOfViewers) for (const hear of hearers) hear(event);
  if (isOfViewers || event.event === 'reset') for (const hear of onlookers) hear(event.data.ticket ?? null);
}

function shared() {
  if (typeof SharedWorker === 'undefined') return null;
  try {
    const worker = new SharedWorker(new URL('./live-worker.js', import.meta.url), {
      type: 'module',
      name: 'hotline-live',
    });
    let [reader, word] = ['', ''];
    worker.onerror = () => {
      source = single();
      source.start(reader, word);
      sayOpen();
    };
    worker.port.onmessage = (message) => take(message.data);
    window.addEventListener('pagehide', () => worker.port.postMessage({ bye: true }));
    const start = () => worker.port.postMessage({ start: reader, csrf: word, open: [...open.values()] });
    // A page that the browser kept and shows again has said good-bye before.
    window.addEventListener('pageshow', (event) => event.persisted && start());
    return {
      start: (/** @type {string} */ who, /** @type {string} */ csrf) => {
        [reader, word] = [who, csrf];
        start();
      },
      stop: () => worker.port.postMessage({ stop: true }),
      show: (/** @type {string[]} */ tickets) => worker.port.postMessage({ open: tickets }),
    };
  } catch {
    return null;
  }
}

function single() {
  const report = new OpenReport();
  const stream = new EventStream(
    '/api/v1/events',
    (event) => take({ event }),
    (next) => {
      report.useStream(next === 'open' ? stream.number : '');
      take({ state: next });
    },
  );
  return {
    start: (/** @type {string} */ _, /** @type {string} */ csrf) => {
      report.csrf = csrf;
      stream.start();
    },
    stop: () => stream.stop(),
    show: (/** @type {string[]} */ tickets) => report.show(tickets),
  };
}
