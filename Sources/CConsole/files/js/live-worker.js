// @ts-check
// Shared by all windows of a browser: one connection for all of them.

import { EventStream } from './event-stream.js';
import { OpenReport } from './open-report.js';

/** A window that has a ticket open says so again and again; without a word for this long it is taken for gone. */
const silence = 200000;

/**
 * The windows, with the tickets that each has open and when it last said so.
 * @type {Map<MessagePort, {open: string[], at: number}>}
 */
const ports = new Map();
const report = new OpenReport();
/** @type {import('./event-stream.js').LiveState} */
let state = 'stopped';
let reader = '';

const stream = new EventStream(
  '/api/v1/events',
  (event) => tell({ event }),
  (next) => {
    state = next;
    report.useStream(state === 'open' ? stream.number : '');
    tell({ state });
  },
);

/** @param {any} message */
function tell(message) {
  for (const port of ports.keys()) port.postMessage(message);
}

/** A window has somebody signed in: the stream is started anew where that is somebody else. @param {string} who */
function start(who) {
  if (who === reader && (state === 'open' || state === 'connecting' || state === 'waiting')) return tell({ state });
  reader = who;
  stream.start();
}

/** Tells what is open in all windows. */
function showOpen() {
  const since = Date.now() - silence;
  report.show([...ports.values()].filter(({ at }) => at > since).flatMap(({ open }) => open));
}
setInterval(showOpen, silence / 4);

/** @param {MessagePort} port @param {any} message */
function hear(port, message) {
  if (!ports.has(port)) ports.set(port, { open: [], at: 0 });
  if (message.start) {
    report.csrf = message.csrf;
    start(message.start);
  }
  if (message.open) {
    ports.set(port, { open: message.open, at: Date.now() });
    showOpen();
  }
  if (message.stop) {
    reader = '';
    stream.stop();
  }
  if (message.bye) {
    ports.delete(port);
    showOpen();
    if (ports.size === 0) stream.stop();
  }
}

/** @type {any} */ (self).onconnect = (/** @type {MessageEvent} */ event) => {
  const port = event.ports[0];
  ports.set(port, { open: [], at: 0 });
  port.onmessage = (message) => hear(port, message.data);
  port.postMessage({ state });
};
