import type { Message } from '../message';
import { messagePaths } from '../message-paths';
import type { CheckoutSession } from '../session';

/**
 * The messages that still hold when the agent acts next. Against a ready session no error stands, so what it
 * shows of errors is about its last attempt, and a price change has been seen.
 */
export const standingMessages = (session: CheckoutSession): Message[] =>
  session.messages.filter((message) => !isMissingEmail(message) && !isOfLastAttempt(session, message));

const isMissingEmail = (message: Message): boolean =>
  message.type === 'error' && message.code === 'missing' && message.param === messagePaths.email;

const isOfLastAttempt = (session: CheckoutSession, message: Message): boolean =>
  isPriceChange(message) || (message.type === 'error' && session.status === 'ready_for_payment');

export const isPriceChange = (message: Message): boolean =>
  message.type === 'warning' && message.code === 'price_change';
