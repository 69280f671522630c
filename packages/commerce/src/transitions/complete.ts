import { admissibleConsents } from '../marketing-consents';
import type { PersonalData } from '../buyer';
import type { CheckoutEvent, CheckoutTransition } from '../checkout-events';
import { compact } from '../compact';
import type { Message } from '../message';
import { messagePaths } from '../message-paths';
import { errorMessage } from '../quote-messages';
import type { CheckoutSession } from '../session';
import { ok, refusal, rejected } from './outcome';
import { standingMessages } from './standing-messages';

type Complete = Extract<CheckoutEvent, { type: 'complete' }>;

/**
 * Opens a payment attempt, or carries on with the one that waited for 3-D Secure. An agent that can bring no result
 * pays by another token instead.
 */
export function complete(session: CheckoutSession, event: Complete, now: Date): CheckoutTransition {
  const refused = refusal(session, now);
  if (refused !== undefined) return refused;
  const { authenticationResult, cannotAuthenticate } = event.command;
  const waits = session.status === 'authentication_required';
  const continues = waits && cannotAuthenticate !== true;
  if (continues && authenticationResult === undefined)
    return rejected({ reason: 'authentication_result_missing' });

  const personal = personalOf(session.personal, event);
  const messages = standingMessages(session);
  if (personal.buyer?.email === undefined) messages.push(missingEmail());
  if (messages.some(isError) || !(waits || session.status === 'ready_for_payment'))
    return {
      kind: 'rejected',
      rejection: { reason: 'not_ready', messages: messages.filter(isError) },
      session: { ...session, messages, updatedAt: now.toISOString() },
    };
  if (authenticationResult !== undefined && session.authenticationAsked !== true)
    return rejected({ reason: 'authentication_result_unexpected' });
  return ok(
    compact({
      ...session,
      status: 'complete_in_progress',
      personal,
      messages,
      authentication: undefined,
      attempts: continues ? session.attempts : session.attempts + 1,
      updatedAt: now.toISOString(),
    }),
  );
}

const isError = (message: Message): boolean => message.type === 'error';

const missingEmail = (): Message =>
  errorMessage(
    'missing',
    messagePaths.email,
    "The buyer's e-mail address is needed.",
    'requires_buyer_input',
  );

function personalOf(personal: PersonalData, { command, offeredChannels }: Complete): PersonalData {
  const taken = compact({
    ...personal,
    buyer: command.buyer ? { ...personal.buyer, ...command.buyer } : personal.buyer,
    billingAddress: command.payment.billingAddress ?? personal.billingAddress,
    orderNotes: command.orderNotes ?? personal.orderNotes,
    riskSignals: command.riskSignals ?? personal.riskSignals,
    affiliate: command.affiliate ? { ...personal.affiliate, last: command.affiliate } : personal.affiliate,
  });
  return command.marketingConsents
    ? { ...taken, marketingConsents: admissibleConsents(taken, command.marketingConsents, offeredChannels) }
    : taken;
}
