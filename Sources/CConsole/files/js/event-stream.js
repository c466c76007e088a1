// @ts-check
// One connection of server-sent events, kept open. `fetch` and not EventSource: that one gives up for good on a refusal
// and then has forgotten its place.

/** @typedef {{event: string, data: any, id: string}} LiveEvent */
/** @typedef {'connecting' | 'open' | 'waiting' | 'refused' | 'stopped'} LiveState */

/** The longest pause between two tries, in milliseconds. */
const longestPause = 30000;
/** Without a word for this long the connection is taken for dead: the node says something every 15 seconds. */
const silence = 40000;

/** Follows a stream and resumes where it was. */
export class EventStream {
  /** @param {string} path @param {(event: LiveEvent) => void} onevent @param {(state: LiveState) => void} onstate */
  constructor(path, onevent, onstate) {
    this.path = path;
    this.onevent = onevent;
    this.onstate = onstate;
    this.place = '';
    /** The number under which the node knows the connection; empty while there is none. */
    this.number = '';
    this.failures = 0;
    /** @type {AbortController | null} */
    this.running = null;
  }

  /** Starts, or starts anew after somebody else signed in. */
  start() {
    this.running?.abort();
    this.running = new AbortController();
    this.failures = 0;
    this.follow(this.running.signal);
  }

  /** Ends the connection, and forgets the place: the next reader is another. */
  stop() {
    this.running?.abort();
    this.running = null;
    this.place = '';
    this.onstate('stopped');
  }

  /** @param {AbortSignal} signal */
  async follow(signal) {
    while (!signal.aborted) {
      this.onstate('connecting');
      const isAdmitted = await this.read(signal).catch(() => true);
      this.number = '';
      if (signal.aborted) return;
      if (!isAdmitted) return this.onstate('refused');
      this.failures += 1;
      this.onstate('waiting');
      await pause(Math.min(longestPause, 500 * 2 ** this.failures) * (0.75 + Math.random() / 2), signal);
    }
  }

  /** Reads one connection to its end; answers whether another try makes sense. @param {AbortSignal} signal */
  async read(signal) {
    const connection = new AbortController();
    signal.addEventListener('abort', () => connection.abort(), { once: true });
    /** @type {Record<string, string>} */
    const headers = { Accept: 'text/event-stream' };
    if (this.place) headers['Last-Event-ID'] = this.place;
    const options = { headers, signal: connection.signal, credentials: /** @type {const} */ ('same-origin') };
    const response = await fetch(this.path, { ...options, cache: 'no-store' });
    if (response.status === 401 || response.status === 403) return false;
    if (!response.ok || !response.body) return true;
    this.failures = 0;
    this.number = response.headers.get('hotline-stream-id') ?? '';
    this.onstate('open');
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const parser = new StreamParser((event) => this.take(event));
    for (;;) {
      const watchdog = setTimeout(() => connection.abort(), silence);
      const { done, value } = await reader.read().finally(() => clearTimeout(watchdog));
      if (done) return true;
      parser.feed(value);
    }
  }

  /** @param {{event: string, data: string, id: string}} raw */
  take(raw) {
    if (raw.id) this.place = raw.id;
    if (!raw.data) return;
    try {
      this.onevent({ event: raw.event || 'message', data: JSON.parse(raw.data), id: raw.id });
    } catch {
      // Of a later version: its place is kept, the rest passed over.
    }
  }
}

/** Cuts a stream into events (WHATWG HTML, 9.2.6). */
class StreamParser {
  /** @param {(event: {event: string, data: string, id: string}) => void} take */
  constructor(take) {
    this.take = take;
    this.rest = '';
    this.event = '';
    this.id = '';
    /** @type {string[]} */
    this.data = [];
  }

  clear() {
    this.event = '';
    this.id = '';
    this.data = [];
  }

  /** @param {string} text */
  feed(text) {
    const lines = (this.rest + text).split(/\r\n|\n|\r/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.line(line);
  }

  /** @param {string} line */
  line(line) {
    if (line === '') {
      this.take({ event: this.event, data: this.data.join('\n'), id: this.id });
      return this.clear();
    }
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.event = value;
    if (field === 'id') this.id = value;
    if (field === 'data') this.data.push(value);
  }
}

/** @param {number} time in milliseconds @param {AbortSignal} signal @returns {Promise<void>} */
function pause(time, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, time);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', end, { once: true });
  });
}
