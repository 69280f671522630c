import type { CheckoutEvent, CheckoutTransition } from '../checkout-events';
import { messagePaths } from '../message-paths';
import { errorMessage } from '../quote-messages';
import { isPaying } from '../effective-status';
import type { CheckoutSession } from '../session';
import { illegal, ok } from './outcome';

/** The attempt waits for 3-D Secure; an agent that said it cannot run it must send the buyer to the merchant. */
export function authenticationRequested(
  session: CheckoutSession,
  event: Extract<CheckoutEvent, { type: 'authentication_requested' }>,
  now: Date,
): CheckoutTransition {
  if (!isPaying(session.status)) return illegal(session.status, event.type);
  const updatedAt = now.toISOString();
  const supported = session.agentCapabilities.interventions?.supported;
  if (supported !== undefined && !supported.includes('3ds'))
    return ok({
      ...session,
      status: 'requires_escalation',
      messages: [...session.messages, interventionRequired()],
      updatedAt,
    });
  return ok({
    ...session,
    status: 'authentication_required',
    authentication: event.metadata,
    authenticationAsked: true,
    updatedAt,
  });
}

const interventionRequired = () =>
  errorMessage(
    'intervention_required',
    messagePaths.interventions,
    'The payment needs 3-D Secure, which the agent does not support: let the buyer finish at the shop.',
    'requires_buyer_review',
  );
