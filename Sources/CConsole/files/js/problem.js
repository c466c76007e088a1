// @ts-check
// What a node refuses, as the console's own error (RFC 9457).

/** One field of a form that is wrong. @typedef {{field: string, message: string}} FieldError */

/** A refusal of the node, or a failure on the way to it. */
export class Problem extends Error {
  /** @param {Record<string, any>} document @param {number} status @param {Headers} [headers] */
  constructor(document, status, headers) {
    super(document.detail || document.title || `HTTP ${status}`);
    this.name = 'Problem';
    this.status = status;
    /** The stable name, such as `revision-conflict`. @type {string} */
    this.code = String(document.type ?? '').split(':').pop() ?? '';
    this.title = String(document.title ?? `HTTP ${status}`);
    this.detail = String(document.detail ?? '');
    this.cure = String(document.cure ?? '');
    this.article = String(document.article ?? '');
    /** @type {FieldError[]} */
    this.errors = Array.isArray(document.errors) ? document.errors : [];
    /** Seconds until another try makes sense. */
    this.retryAfter = Number(headers?.get('retry-after') ?? document.retryAfter ?? 0) || 0;
    this.document = document;
  }

  /** Whether nothing is known of what became of the request, so that the same one may be sent again. */
  get isTransient() {
    return this.status === 0 || this.status === 503 || this.status === 502 || this.status === 429;
  }
}

/**
 * Reads the refusal out of an answer, whatever its body is.
 * @param {number} status @param {string} text @param {Headers} [headers]
 */
export function problemOf(status, text, headers) {
  try {
    const document = JSON.parse(text);
    if (document && typeof document === 'object') return new Problem(document, status, headers);
  } catch {
    // A proxy's own page; its text is of no use to an operator.
  }
  return new Problem({ title: `HTTP ${status}` }, status, headers);
}
