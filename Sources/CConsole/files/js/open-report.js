// @ts-check
// Tells the node which tickets are open on the screens that one stream of events serves. The node forgets it when the
// stream ends, so it is told anew with each.

/** A word that did not arrive is said again after this long, in milliseconds. */
const again = 5000;

/** What is told, and to which stream. */
export class OpenReport {
  constructor() {
    this.stream = '';
    this.csrf = '';
    /** @type {string[]} */
    this.tickets = [];
    this.told = '';
    this.timer = 0;
  }

  /** The stream that serves from now on; empty where there is none. @param {string} stream */
  useStream(stream) {
    this.stream = stream;
    this.told = '';
    this.send();
  }

  /** These tickets are open now. @param {string[]} tickets */
  show(tickets) {
    this.tickets = [...new Set(tickets)].sort();
    this.send();
  }

  async send() {
    clearTimeout(this.timer);
    const wanted = this.tickets.join(' ');
    if (!this.stream || wanted === this.told) return;
    const { stream } = this;
    this.told = wanted;
    try {
      const answer = await fetch(`/api/v1/events/${encodeURIComponent(stream)}/open`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': this.csrf },
        body: JSON.stringify({ tickets: this.tickets }),
        credentials: 'same-origin',
        cache: 'no-store',
      });
      if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
    } catch {
      if (stream !== this.stream) return;
      this.told = '';
      // Not `window`: this runs in a worker, too.
      this.timer = Number(setTimeout(() => this.send(), again));
    }
  }
}
