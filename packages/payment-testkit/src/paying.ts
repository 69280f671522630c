import { randomUUID } from 'node:crypto';
import assert from 'node:assert/strict';
import type { Authorization, AuthorizeRequest, PaymentId } from '@acp-hub/payment';
import { good } from './expect-result';
import type { RunningProvider, TokenKind } from './harness';

export const TOTAL = 1_999;

/** A wish to be paid, under a key of its own. */
export async function request(
  provider: RunningProvider,
  kind: TokenKind = 'approves',
  more: Partial<AuthorizeRequest> = {},
): Promise<AuthorizeRequest> {
  return {
    idempotencyKey: randomUUID(),
    token: await provider.token(kind),
    amount: provider.amount(TOTAL),
    reference: { tenantId: 'ten_1', sessionId: 'cs_1', attempt: 1 },
    ...more,
  };
}

export async function authorized(provider: RunningProvider): Promise<PaymentId> {
  return idOf(good(await provider.account.authorize(await request(provider))), 'authorized');
}

export async function captured(provider: RunningProvider): Promise<PaymentId> {
  const paymentId = await authorized(provider);
  const amount = provider.amount(TOTAL);
  good(await provider.account.capture({ idempotencyKey: randomUUID(), paymentId, amount }));
  return paymentId;
}

export function idOf(authorization: Authorization, status: Authorization['status']): PaymentId {
  assert.equal(authorization.status, status, JSON.stringify(authorization));
  assert.ok(authorization.paymentId !== undefined);
  return authorization.paymentId;
}
