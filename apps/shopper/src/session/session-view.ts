import type { Json } from '../json/json';
import { listAt, objectsAt, pick, textAt, textsAt } from '../json/read';
import { readLine, type LineView } from './line-view';
import { amountsOf, optionTotal } from './amounts';

export interface OptionView {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  /** Minor units. */
  readonly total: number | undefined;
  readonly latest: string | undefined;
}

export interface MessageView {
  readonly type: string;
  readonly code: string | undefined;
  readonly param: string | undefined;
  readonly content: string;
  readonly contentType: string | undefined;
}

export interface OrderView {
  readonly id: string;
  readonly number: string | undefined;
  readonly permalink: string | undefined;
}

/** A checkout session as any version of the protocol presents it, reduced to what an agent acts on. */
export interface SessionView {
  readonly id: string;
  readonly status: string;
  readonly currency: string;
  readonly lines: readonly LineView[];
  readonly options: readonly OptionView[];
  /** Ids of the options chosen; empty where none is. */
  readonly chosen: readonly string[];
  /** Minor units by type of total. */
  readonly totals: ReadonlyMap<string, number>;
  readonly messages: readonly MessageView[];
  readonly handlerIds: readonly string[];
  readonly order: OrderView | undefined;
  readonly expiresAt: string | undefined;
}

/** Reads a session in whatever version it was answered; what is missing reads as empty. */
export function readSession(body: Json | undefined): SessionView {
  return {
    id: textAt(body, 'id') ?? '',
    status: textAt(body, 'status') ?? '',
    currency: (textAt(body, 'currency') ?? '').toUpperCase(),
    lines: objectsAt(body, 'line_items').map(readLine),
    options: objectsAt(body, 'fulfillment_options').map((option) => ({
      id: textAt(option, 'id') ?? '',
      type: textAt(option, 'type') ?? '',
      title: textAt(option, 'title') ?? '',
      total: optionTotal(option),
      latest: textAt(option, 'latest_delivery_time'),
    })),
    chosen: chosenOptions(body),
    totals: amountsOf(listAt(body, 'totals')),
    messages: objectsAt(body, 'messages').map((message) => ({
      type: textAt(message, 'type') ?? '',
      code: textAt(message, 'code'),
      param: textAt(message, 'param'),
      content: textAt(message, 'content') ?? '',
      contentType: textAt(message, 'content_type'),
    })),
    handlerIds: objectsAt(body, 'capabilities', 'payment', 'handlers').flatMap(
      (one) => textAt(one, 'id') ?? [],
    ),
    order: readOrder(pick(body, 'order')),
    expiresAt: textAt(body, 'expires_at'),
  };
}

function readOrder(order: Json | undefined): OrderView | undefined {
  const id = textAt(order, 'id');
  if (id === undefined) return undefined;
  return { id, number: textAt(order, 'order_number'), permalink: textAt(order, 'permalink_url') };
}

/** `fulfillment_option_id`, nested `shipping.option_id`, or flat `option_id`, as the version has it. */
function chosenOptions(body: Json | undefined): string[] {
  const single = textAt(body, 'fulfillment_option_id');
  const selected = objectsAt(body, 'selected_fulfillment_options').flatMap((one) => {
    const type = textAt(one, 'type') ?? '';
    return textAt(one, 'option_id') ?? textAt(one, type, 'option_id') ?? [];
  });
  return single === undefined ? selected : [single];
}

/** Codes of the session's error messages. */
export const errorCodes = (session: SessionView): string[] =>
  session.messages.filter(({ type }) => type === 'error').flatMap(({ code }) => code ?? []);

/** The codes of coupons that the session says are in force. */
export const appliedCoupons = (body: Json | undefined): string[] =>
  objectsAt(body, 'discounts', 'applied').flatMap((one) => textAt(one, 'code') ?? []);

/** The codes of coupons that the session turned down. */
export const rejectedCoupons = (body: Json | undefined): string[] =>
  objectsAt(body, 'discounts', 'rejected').flatMap((one) => textAt(one, 'code') ?? []);

/** The extensions active in the session (2026-01-30 on). */
export const activeExtensions = (body: Json | undefined): string[] => [
  ...textsAt(body, 'capabilities', 'extensions'),
  ...objectsAt(body, 'capabilities', 'extensions').flatMap((one) => textAt(one, 'name') ?? []),
];
