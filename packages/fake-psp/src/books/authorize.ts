import type { AuthenticationBody, AuthorizeBody } from '../http/schemas';
import { refuse, type Refusal } from '../refusal';
import type { Ticket } from '../tokens/ticket';
import { happen, type Occasion, type Payment } from './payment';

/**
 * Decides on a payment that was just opened, or on one that comes back from 3-D Secure.
 * @param ticket what the token is worth.
 */
export function authorize(
  payment: Payment,
  ticket: Ticket,
  authentication: AuthenticationBody | undefined,
  occasion: Occasion,
): Payment {
  const { amount } = payment;
  const decline = (code: string, message: string): Payment =>
    happen(payment, 'declined', amount, occasion, { status: 'declined', decline: { code, message } });
  const approve = (lapses = false): Payment =>
    happen(payment, 'authorized', amount, occasion, { status: 'authorized', authorized: amount, lapses });

  if (!ticket.ok) return decline(ticket.code, ticket.message);
  switch (ticket.behaviour) {
    case 'approve':
    case 'timeout_before':
    case 'timeout_after':
      return approve();
    case 'authorization_lapses':
      return approve(true);
    case 'decline':
      return decline('card_declined', 'The card was declined.');
    case 'decline_insufficient_funds':
      return decline('insufficient_funds', 'The card has insufficient funds.');
    case 'require_3ds':
      if (authentication === undefined)
        return happen(payment, 'requires_authentication', amount, occasion, {});
      return passed.has(authentication.outcome)
        ? approve()
        : decline('authentication_failed', 'The buyer was not authenticated.');
  }
}

const passed: ReadonlySet<string> = new Set(['authenticated', 'attempt_acknowledged']);

/** Whether an authorise may go on with a payment that waits for 3-D Secure. */
export function mayResume(
  payment: Payment,
  body: AuthorizeBody,
): { readonly ok: true; readonly payment: Payment } | Refusal {
  if (payment.status !== 'requires_authentication')
    return refuse('wrong_state', `The payment is ${payment.status} and waits for no authentication.`);
  if (payment.token !== body.token)
    return refuse('wrong_state', 'The payment was opened with another token.');
  if (payment.amount !== body.amount || payment.currency !== body.currency)
    return refuse('amount_out_of_range', `The payment was opened for ${payment.amount} ${payment.currency}.`);
  return { ok: true, payment };
}
