import { itemId, type CheckoutEffect, type CheckoutSession, type Message, type Quote } from '../../src';
import { line } from './quotes';
import { after, createEvent, quotedEvent } from './sessions';

export const mug = itemId('mug');
export const cup = itemId('cup');
export const download = line({ requiresShipping: false });

export const priced = (quoted: Quote, over = {}): CheckoutSession =>
  after(createEvent(over), quotedEvent(quoted));

export const told = (session: CheckoutSession) =>
  session.messages.map((message: Message) => [
    message.type === 'info' ? 'info' : message.code,
    message.param,
  ]);

export const typesOf = (effects: readonly CheckoutEffect[]) => effects.map(({ type }) => type);
