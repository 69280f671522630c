import type { Exchange } from '../http/exchange';
import { textAt } from '../json/read';
import type { MessageView, SessionView } from '../session/session-view';

/** What a message code means to somebody who wants to buy; other codes speak through their content. */
const MEANINGS: Readonly<Record<string, string>> = {
  out_of_stock: 'It is sold out.',
  quantity_exceeded: 'There are not that many left.',
  payment_declined: 'The payment was declined; try another payment token.',
  requires_3ds: 'The bank wants to see the buyer authenticated.',
  missing: 'Something the shop must know is missing.',
  coupon_expired: 'The coupon has expired.',
  coupon_invalid: 'The shop does not know that coupon.',
  region_restricted: 'The shop does not deliver there.',
  price_change: 'The price changed while we were at the till.',
  intervention_required: 'The shop asks for a step that this agent cannot take.',
  expired: 'The session has expired.',
};

/** A message of a session in a buyer's words, with the shop's own after it. */
export function explainMessage({ code, content, param }: MessageView): string {
  const meaning = code === undefined ? undefined : MEANINGS[code];
  const place = param === undefined ? '' : ` (${param})`;
  return meaning === undefined || meaning === content
    ? `${content}${place}`
    : `${meaning} “${content}”${place}`;
}

/** Why nothing can be bought in this state. */
export function explainSession(session: SessionView): string {
  const errors = session.messages.filter(({ type }) => type === 'error');
  const telling = errors.length > 0 ? errors : session.messages;
  if (telling.length > 0) return telling.map(explainMessage).join(' ');
  return `The session is "${session.status}" and does not say why.`;
}

/** Why a request was refused. */
export function explainError(exchange: Exchange): string {
  const [code, message, param] = ['code', 'message', 'param'].map((field) => textAt(exchange.body, field));
  if (exchange.status === 401)
    return `The server does not accept the token (${message ?? 'no reason given'}).`;
  if (message === undefined)
    return `The server answered ${exchange.status} without ACP's error: ${exchange.text.slice(0, 200)}`;
  return `${message} [${code ?? exchange.status}${param === undefined ? '' : ` at ${param}`}]`;
}
