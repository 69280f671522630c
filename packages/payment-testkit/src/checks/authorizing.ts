import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AuthenticationResult } from '@acp-hub/commerce';
import type { Check } from '../check';
import { fails, good } from '../expect-result';
import { authorized, idOf, request, TOTAL } from '../paying';

const authenticated: AuthenticationResult = {
  outcome: 'authenticated',
  details: { cryptogram: 'AAIBBYNoEwAAACcKhAJkdQAAAAA=', eci: '05', transactionId: 'ds-1', version: '2.2.0' },
};

export const authorizing: readonly Check[] = [
  {
    title: 'reserves the amount and takes nothing',
    async run(provider) {
      const authorization = good(await provider.account.authorize(await request(provider)));
      const paymentId = idOf(authorization, 'authorized');
      assert.deepEqual(authorization, { status: 'authorized', paymentId, amount: provider.amount(TOTAL) });
      const booked = { authorized: TOTAL, captured: 0, refunded: 0, voided: false };
      assert.deepEqual(provider.booked(paymentId), booked);
    },
  },
  {
    title: 'answers the same under the same key, and opens one payment',
    async run(provider) {
      const wish = await request(provider);
      const first = await provider.account.authorize(wish);
      assert.ok(first.ok);
      assert.deepEqual(await provider.account.authorize(wish), first);
      assert.equal(provider.opened(), 1);
    },
  },
  {
    title: 'refuses the same key for another amount',
    async run(provider) {
      const wish = await request(provider);
      good(await provider.account.authorize(wish));
      const other = { ...wish, amount: provider.amount(TOTAL - 1) };
      const expected = { kind: 'rejected', reason: 'idempotency_conflict', outcome: 'not_applied' } as const;
      fails(await provider.account.authorize(other), expected);
      assert.equal(provider.opened(), 1);
    },
  },
  ...(['declines', 'lacks_funds'] as const).map((kind): Check => ({
    title: `tells of a decline as a value, again under the same key: ${kind}`,
    async run(provider) {
      const wish = await request(provider, kind);
      const answer = good(await provider.account.authorize(wish));
      assert.equal(answer.status, 'declined');
      assert.equal(answer.code, kind === 'declines' ? 'card_declined' : 'insufficient_funds');
      assert.deepEqual(good(await provider.account.authorize(wish)), answer);
      const found = good(await provider.account.findPayment(wish));
      assert.equal(found?.authorization.status, 'declined');
      assert.deepEqual([found.captured.amount, found.refunded.amount], [0, 0]);
    },
  })),
  {
    title: 'is found by its key at once, and not by another or by another merchant',
    async run(provider) {
      const wish = await request(provider);
      const authorization = good(await provider.account.authorize(wish));
      assert.deepEqual(good(await provider.account.findPayment(wish))?.authorization, authorization);
      assert.equal(good(await provider.account.findPayment({ idempotencyKey: randomUUID() })), undefined);
      assert.equal(good(await provider.other.findPayment(wish)), undefined);
    },
  },
  {
    title: 'keeps payments from other merchants',
    async run(provider) {
      const paymentId = await authorized(provider);
      assert.equal(good(await provider.other.retrieve(paymentId)), undefined);
      const expected = { kind: 'rejected', reason: 'unknown_payment', outcome: 'not_applied' } as const;
      fails(await provider.other.void({ idempotencyKey: randomUUID(), paymentId }), expected);
      assert.equal(provider.booked(paymentId)?.voided, false);
    },
  },
  {
    title: 'asks for 3-D Secure, goes on with its result, and is found by the later key',
    async run(provider) {
      const wish = await request(provider, 'asks_3ds');
      const asked = good(await provider.account.authorize(wish));
      const paymentId = idOf(asked, 'requires_authentication');
      assert.equal(provider.booked(paymentId)?.authorized, 0);
      const resumed = { ...wish, idempotencyKey: randomUUID() };
      assert.equal(good(await provider.account.findPayment(resumed)), undefined);
      const again = { ...resumed, authentication: { result: authenticated, paymentId } };
      const paid = good(await provider.account.authorize(again));
      assert.equal(idOf(paid, 'authorized'), paymentId);
      assert.deepEqual(good(await provider.account.authorize(again)), paid);
      assert.equal(good(await provider.account.findPayment(resumed))?.authorization.status, 'authorized');
      assert.equal(provider.opened(), 1);
    },
  },
  {
    title: 'takes a failed authentication as a decline',
    async run(provider) {
      const wish = await request(provider, 'asks_3ds');
      const paymentId = idOf(good(await provider.account.authorize(wish)), 'requires_authentication');
      const authentication = { result: { outcome: 'denied' }, paymentId } as const;
      const answer = good(
        await provider.account.authorize({ ...wish, idempotencyKey: randomUUID(), authentication }),
      );
      assert.equal(answer.status, 'declined');
      assert.equal(answer.code, 'authentication_failed');
      assert.equal(provider.booked(paymentId)?.authorized, 0);
    },
  },
];
