import { happen, type Occasion, type Payment } from './payment';
import { refuse, type Refusal } from '../refusal';

type Moved = { readonly ok: true; readonly payment: Payment } | Refusal;

/** Takes all or part of what was authorised, once; the rest is released. */
export function capture(payment: Payment, amount: number, occasion: Occasion): Moved {
  if (payment.status !== 'authorized')
    return refuse('wrong_state', `A payment that is ${payment.status} cannot be captured.`);
  if (payment.lapses) return refuse('wrong_state', 'The authorization has lapsed; void it.');
  if (amount > payment.authorized)
    return refuse('amount_out_of_range', `Only ${payment.authorized} are authorized.`);
  const change = { status: 'captured', captured: amount } as const;
  return { ok: true, payment: happen(payment, 'captured', amount, occasion, change) };
}

/** Releases what was authorised and not captured; also gives up on a payment that waits for 3-D Secure. */
export function voidPayment(payment: Payment, occasion: Occasion): Moved {
  if (payment.status !== 'authorized' && payment.status !== 'requires_authentication')
    return refuse('wrong_state', `A payment that is ${payment.status} cannot be voided.`);
  const change = { status: 'voided', voided: payment.authorized } as const;
  return { ok: true, payment: happen(payment, 'voided', payment.authorized, occasion, change) };
}

/** Gives back all or part of what was captured, as often as something is left. */
export function refund(payment: Payment, amount: number, occasion: Occasion): Moved {
  if (payment.status !== 'captured')
    return refuse('wrong_state', `A payment that is ${payment.status} cannot be refunded.`);
  const left = payment.captured - payment.refunded;
  if (amount > left) return refuse('amount_out_of_range', `Only ${left} are left to refund.`);
  const change = { refunded: payment.refunded + amount };
  return { ok: true, payment: happen(payment, 'refunded', amount, occasion, change) };
}
