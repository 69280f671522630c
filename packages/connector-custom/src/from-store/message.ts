import { messagePaths, type ErrorCode, type Message, type WarningCode } from '@acp-hub/commerce';
import type { WireMessage } from '@acp-hub/store-contract';

type Code = WireMessage['code'];

const errorCodes: Readonly<Record<Code, ErrorCode>> = {
  low_stock: 'low_stock',
  out_of_stock: 'out_of_stock',
  quantity_exceeded: 'quantity_exceeded',
  shipping_delay: 'invalid',
  limited_availability: 'out_of_stock',
  region_restricted: 'region_restricted',
  option_unavailable: 'invalid',
  other: 'invalid',
};

/** What has no warning of its own is information. */
const warningCodes: Readonly<Partial<Record<Code, WarningCode>>> = {
  low_stock: 'low_stock',
  out_of_stock: 'limited_availability',
  quantity_exceeded: 'limited_availability',
  shipping_delay: 'shipping_delay',
  limited_availability: 'limited_availability',
  option_unavailable: 'limited_availability',
};

/** What a message is about; one of no place is about the whole. */
function placeOf({ code, item_id }: WireMessage, items: readonly string[]): string | undefined {
  if (code === 'region_restricted') return messagePaths.address;
  const index = item_id === undefined ? -1 : items.indexOf(item_id);
  return index < 0 ? undefined : messagePaths.line(index);
}

/** @param items ids of the quote’s lines in their order. */
export function readMessage(message: WireMessage, items: readonly string[]): Message {
  const { type, code, content } = message;
  const param = placeOf(message, items);
  const body = { content, contentType: 'plain' as const, ...(param !== undefined && { param }) };
  const warning = warningCodes[code];
  if (type === 'error') return { type, code: errorCodes[code], ...body };
  return type === 'warning' && warning !== undefined
    ? { type, code: warning, ...body }
    : { type: 'info', ...body };
}
