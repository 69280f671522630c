import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Check } from '../check';
import { fails, good } from '../expect-result';
import { authorized, captured, TOTAL } from '../paying';

const refused = (reason: string) => ({ kind: 'rejected', reason, outcome: 'not_applied' }) as const;

export const moving: readonly Check[] = [
  {
    title: 'captures a part and gives a part back, each once for its key, and the sums follow',
    async run(provider) {
      const { account, amount } = provider;
      const paymentId = await authorized(provider);
      const capture = { idempotencyKey: randomUUID(), paymentId, amount: amount(1_500) };
      const taken = await account.capture(capture);
      assert.deepEqual([good(taken).kind, good(taken).status], ['capture', 'succeeded']);
      assert.deepEqual(await account.capture(capture), taken);
      const refund = { idempotencyKey: randomUUID(), paymentId, amount: amount(500) };
      const given = good(await account.refund({ ...refund, reason: 'order_failed' }));
      assert.deepEqual([given.kind, given.amount], ['refund', amount(500)]);
      assert.deepEqual(good(await account.refund({ ...refund, reason: 'order_failed' })), given);
      const booked = { authorized: TOTAL, captured: 1_500, refunded: 500, voided: false };
      assert.deepEqual(provider.booked(paymentId), booked);

      const payment = good(await account.retrieve(paymentId));
      assert.ok(payment !== undefined);
      assert.deepEqual([payment.captured, payment.refunded], [amount(1_500), amount(500)]);
      assert.deepEqual(
        payment.movements.map(({ id, kind, amount: moved }) => ({ id, kind, amount: moved })),
        [good(taken), given].map(({ id, kind, amount: moved }) => ({ id, kind, amount: moved })),
      );
    },
  },
  {
    title: 'releases a reservation once, and captures nothing of it any more',
    async run(provider) {
      const paymentId = await authorized(provider);
      const release = { idempotencyKey: randomUUID(), paymentId };
      good(await provider.account.void(release));
      good(await provider.account.void(release));
      assert.equal(provider.booked(paymentId)?.voided, true);
      assert.equal(good(await provider.account.retrieve(paymentId))?.voided, true);
      const capture = { idempotencyKey: randomUUID(), paymentId, amount: provider.amount(TOTAL) };
      fails(await provider.account.capture(capture), refused('wrong_state'));
    },
  },
  {
    title: 'refuses more than is there, and what comes too early, and the books stay as they are',
    async run(provider) {
      const { account, amount } = provider;
      const paymentId = await authorized(provider);
      const move = (minorUnits: number) => ({
        idempotencyKey: randomUUID(),
        paymentId,
        amount: amount(minorUnits),
      });
      fails(await account.refund(move(1)), refused('wrong_state'));
      fails(await account.capture(move(TOTAL + 1)), refused('amount_out_of_range'));
      assert.equal(provider.booked(paymentId)?.captured, 0);
      good(await account.capture(move(TOTAL)));
      fails(await account.refund(move(TOTAL + 1)), refused('amount_out_of_range'));
      fails(await account.void({ idempotencyKey: randomUUID(), paymentId }), refused('wrong_state'));
      good(await account.refund(move(TOTAL - 1)));
      fails(await account.refund(move(2)), refused('amount_out_of_range'));
      const booked = { authorized: TOTAL, captured: TOTAL, refunded: TOTAL - 1, voided: false };
      assert.deepEqual(provider.booked(paymentId), booked);
    },
  },
  {
    title: 'gives back once of two refunds at once that together are too much',
    async run(provider) {
      const paymentId = await captured(provider);
      const amount = provider.amount(1_200);
      const answers = await Promise.all(
        Array.from({ length: 2 }, () =>
          provider.account.refund({ idempotencyKey: randomUUID(), paymentId, amount }),
        ),
      );
      const bad = answers.filter(({ ok }) => !ok);
      assert.equal(bad.length, 1, JSON.stringify(answers));
      for (const answer of bad) fails(answer, refused('amount_out_of_range'));
      assert.equal(provider.booked(paymentId)?.refunded, 1_200);
    },
  },
  {
    title: 'gives back once of two refunds at once under one key',
    async run(provider) {
      const paymentId = await captured(provider);
      const refund = { idempotencyKey: randomUUID(), paymentId, amount: provider.amount(400) };
      await Promise.all([provider.account.refund(refund), provider.account.refund(refund)]);
      good(await provider.account.refund(refund));
      assert.equal(provider.booked(paymentId)?.refunded, 400);
    },
  },
];
