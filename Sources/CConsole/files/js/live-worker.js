// @ts-check
// Shared by all windows of a browser: one connection for all of them.

import { EventStream } from './event-stream.js';

/** @type {Set<MessagePort>} */
const ports = new Set();
/** @type {import('./event-stream.js').LiveState} */
let state = 'stopped';
let reader = '';

const stream = new EventStream(
  '/api/v1/events',
  (event) => tell({ event }),
  (next) => {
    state = next;
    tell({ state });
  },
);

/** @param {any} message */
function tell(message) {
  for (const port of ports) port.postMessage(message);
}

/** A window has somebody signed in: the stream is started anew where that is somebody else. @param {string} who */
function start(who) {
  if (who === reader && (state === 'open' || state === 'connecting' || state === 'waiting')) return tell({ state });
  reader = who;
  stream.start();
}

/** @param {MessagePort} port @param {any} message */
function hear(port, message) {
  if (message.start) {
    ports.add(port);
    start(message.start);
  }
  if (message.stop) {
    reader = '';
    stream.stop();
  }
  if (message.bye) {
    ports.delete(port);
    if (ports.size === 0) stream.stop();
  }
}

/** @type {any} */ (self).onconnect = (/** @type {MessageEvent} */ event) => {
  const port = event.ports[0];
  ports.add(port);
  port.onmessage = (message) => hear(port, message.data);
  port.postMessage({ state });
};
