// @ts-check
// What the transport says of a failure, and the names of messages, in the words of the interface.

import { currentLanguage, tIfAny } from '../i18n.js';

/** @type {[RegExp, string][]} */
const causes = [
  [/^nobody listens at the peer's address$/, '对方地址无人应答，节点可能未启动'],
  [/^time ran out while connecting/, '连接超时'],
  [/^time ran out while waiting/, '等待对方应答超时'],
  [/^time ran out/, '传输超时'],
  [/^the peer closed the connection before/, '对方在应答之前断开'],
  [/^the peer closed the connection within/, '对方在应答中途断开'],
  [/^the peer's name has no address: (.*)$/, '对方域名无法解析：$1'],
  [/^no connection to the peer: (.*)$/, '连接不上对方：$1'],
  [/^the peer's answer is no HTTP: (.*)$/, '对方的应答不是 HTTP：$1'],
  [/^the peer's answer is too large: (.*)$/, '对方的应答过大：$1'],
];

/** @param {string | null | undefined} cause */
export function causeText(cause) {
  if (!cause || currentLanguage() === 'en') return cause ?? '';
  const known = causes.find(([pattern]) => pattern.test(cause));
  return known ? cause.replace(known[0], known[1]) : cause;
}

/** `cn.hotline.ticket.changed.v1` in words; types of a later version as they are. @param {string | null | undefined} type */
export function messageName(type) {
  const name = /^cn\.hotline\.(.+)\.v\d+$/.exec(type ?? '')?.[1];
  return (name && tIfAny(`message.${name}`)) ?? type ?? '';
}
