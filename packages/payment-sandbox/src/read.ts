import type { Money } from '@acp-hub/commerce';
import type { PaymentMovement, PaymentWriteResult } from '@acp-hub/payment';
import type { z } from 'zod';
import type { SandboxAnswer } from './client';
import { nonsense, rejection } from './failure';
import { toMovement } from './payment';
import { errorSchema, paymentSchema, type WirePayment } from './wire';

/** Reads what was answered: a value of that shape, or why there is none. A declined payment (402) is a value. */
export function read<Value>(answer: SandboxAnswer, schema: z.ZodType<Value>): PaymentWriteResult<Value> {
  if (!answer.ok) return answer;
  const { status, body } = answer;
  if (status < 300 || status === 402) {
    const value = schema.safeParse(body);
    return value.success
      ? { ok: true, value: value.data }
      : {
          ok: false,
          error: nonsense(`${status} with ${value.error.issues[0]?.path.join('.') || 'no JSON'}`),
        };
  }
  const refusal = errorSchema.safeParse(body);
  if (!refusal.success) return { ok: false, error: nonsense(`${status} without an error code`) };
  const { code, message } = refusal.data.error;
  return { ok: false, error: rejection(code, message) };
}

/** A payment for another amount than asked is no success, whatever the status says. */
export function expectAmount(
  result: PaymentWriteResult<WirePayment>,
  asked: Money,
): PaymentWriteResult<WirePayment> {
  if (!result.ok) return result;
  const { amount, authorized, currency } = result.value;
  const isRight = amount === asked.amount && currency === asked.currency && authorized <= asked.amount;
  return isRight
    ? result
    : { ok: false, error: nonsense(`the payment is for ${authorized} of ${amount} ${currency}`) };
}

/** The capture or refund that was asked for, out of the payment that the server answers with. */
export function readMovement(
  answer: SandboxAnswer,
  asked: { readonly kind: PaymentMovement['kind']; readonly idempotencyKey: string; readonly amount: Money },
): PaymentWriteResult<PaymentMovement> {
  const payment = read(answer, paymentSchema);
  if (!payment.ok) return payment;
  const event = payment.value.events.find((one) => one.idempotency_key === asked.idempotencyKey);
  const movement = event && toMovement(event, payment.value);
  const isRight =
    movement?.kind === asked.kind &&
    movement.amount.amount === asked.amount.amount &&
    movement.amount.currency === asked.amount.currency;
  return isRight
    ? { ok: true, value: movement }
    : { ok: false, error: nonsense(`the payment shows no such ${asked.kind}`) };
}
