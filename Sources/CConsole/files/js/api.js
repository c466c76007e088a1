// @ts-check
// Talking to the node. Every page uses this, so that sign-in, refusals and repetition are dealt with in one place.

import { Problem, problemOf } from './problem.js';
import { t } from './i18n.js';

export { Problem } from './problem.js';

/**
 * @typedef {object} Options
 * @property {any} [body] sent as JSON
 * @property {Record<string, any> | URLSearchParams} [query] values left out where null or empty; lists repeat the name
 * @property {string | null} [etag] sent as `If-Match`: refused where the ticket has changed since
 * @property {string | null} [key] sent as `Idempotency-Key`: see {@link newKey}
 * @property {AbortSignal} [signal]
 * @property {boolean} [quiet] whether a 401 is the caller's to deal with
 */

/** @typedef {{data: any, etag: string | null, status: number, location: string | null}} Answer */

const root = '/api/v1';
/** @type {string | null} */
let csrf = null;
/** @type {(() => Promise<boolean>) | null} */
let signInAgain = null;
/** @type {Promise<boolean> | null} */
let signingIn = null;

/** Takes the word against forged requests that came with the session. @param {string | null} word */
export function useCSRF(word) {
  csrf = word;
}

/**
 * Says what to do when the session has ended: asks to sign in, over the page, so that nothing typed is lost. It answers
 * whether somebody did; the request is then sent again.
 * @param {() => Promise<boolean>} ask
 */
export function whenSignedOut(ask) {
  signInAgain = ask;
}

/** A key for one opening of a form. Kept over repetitions of the same, it makes the node do the thing once. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The address of a path of the API. @param {string} path @param {Options['query']} [query] */
export function address(path, query) {
  const base = path.startsWith('/api/') || path.startsWith('/.') || path === '/openapi.json' ? path : root + path;
  const words = query instanceof URLSearchParams ? query : parameters(query ?? {});
  const text = words.toString();
  return text ? `${base}${base.includes('?') ? '&' : '?'}${text}` : base;
}

/** @param {Record<string, any>} query */
function parameters(query) {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== '') words.append(name, String(one));
    }
  }
  return words;
}

/**
 * Sends a request; throws a {@link Problem} where it is refused.
 * @param {string} method @param {string} path below `/api/v1` @param {Options} [options]
 * @returns {Promise<Answer>}
 */
export async function request(method, path, options = {}) {
  const response = await send(method, path, options);
  const text = await response.text();
  if (response.status === 401 && !options.quiet && (await askToSignIn())) return request(method, path, options);
  if (!response.ok) throw problemOf(response.status, text, response.headers);
  return {
    data: text ? parsed(text) : null,
    etag: response.headers.get('etag'),
    status: response.status,
    location: response.headers.get('location'),
  };
}

/** @param {string} method @param {string} path @param {Options} options */
async function send(method, path, options) {
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json' };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (options.etag) headers['If-Match'] = options.etag;
  if (options.key) headers['Idempotency-Key'] = options.key;
  if (csrf && method !== 'GET') headers['X-CSRF-Token'] = csrf;
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  try {
    return await fetch(address(path, options.query), {
      method,
      headers,
      body,
      signal: options.signal,
      credentials: 'same-origin',
      cache: 'no-store',
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw unreachable();
  }
}

function unreachable() {
  return new Problem({ type: 'unreachable', title: t('problem.unreachable'), cure: t('problem.unreachable.cure') }, 0);
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** However many requests are refused at once, one question is asked. */
async function askToSignIn() {
  if (!signInAgain) return false;
  signingIn ??= signInAgain().finally(() => {
    signingIn = null;
  });
  return signingIn;
}

/** What stands under a path. @param {string} path @param {Options} [options] @returns {Promise<any>} */
export async function get(path, options) {
  return (await request('GET', path, options)).data;
}

/** Does something. @param {string} path @param {any} [body] @param {Options} [options] @returns {Promise<any>} */
export async function post(path, body = {}, options = {}) {
  return (await request('POST', path, { ...options, body })).data;
}

/**
 * Puts something in a place.
 * @param {string} path @param {any} body @param {Options} [options] @returns {Promise<any>}
 */
export async function put(path, body, options = {}) {
  return (await request('PUT', path, { ...options, body })).data;
}

/**
 * What stands under a path, or null where nothing does, or it is not for the caller.
 * @param {string} path @param {Options} [options]
 */
export async function getIfAny(path, options) {
  try {
    return await get(path, options);
  } catch (error) {
    if (error instanceof Problem && [403, 404].includes(error.status)) return null;
    throw error;
  }
}

/**
 * Sends a file as it is, and tells how much of it has gone.
 * @param {string} path @param {Blob} file
 * @param {{query?: Record<string, any>, key?: string, onprogress?: (share: number) => void, signal?: AbortSignal}} options
 * @returns {Promise<any>}
 */
export function upload(path, file, options) {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', address(path, options.query));
    call.setRequestHeader('Accept', 'application/json');
    call.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    if (options.key) call.setRequestHeader('Idempotency-Key', options.key);
    if (csrf) call.setRequestHeader('X-CSRF-Token', csrf);
    call.upload.onprogress = (event) => options.onprogress?.(event.total ? event.loaded / event.total : 0);
    call.onerror = () => reject(unreachable());
    call.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    call.onload = () => {
      if (call.status < 300) resolve(parsed(call.responseText));
      else reject(problemOf(call.status, call.responseText));
    };
    options.signal?.addEventListener('abort', () => call.abort());
    call.send(file);
  });
}
