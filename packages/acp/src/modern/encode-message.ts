import type { Message } from '@acp-hub/commerce';
import { encodeMessageContent } from '../common/encode/message-content';

/** How grave a message is, by its type alone: errors stand against the sale, warnings do not. */
export function encodeMessage(message: Message) {
  const content = encodeMessageContent(message);
  switch (message.type) {
    case 'info':
      return { type: message.type, severity: 'info' as const, ...content };
    case 'warning':
      return { type: message.type, code: message.code, severity: 'low' as const, ...content };
    case 'error':
      return { type: message.type, code: message.code, severity: 'high' as const, ...content };
  }
}

/** From 2026-04-17 on a message says who can resolve it. */
export const encodeResolvableMessage = (message: Message) => ({
  ...encodeMessage(message),
  ...(message.resolution === undefined ? {} : { resolution: message.resolution }),
});
