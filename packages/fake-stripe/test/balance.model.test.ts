import fc from 'fast-check';
import { createFakeStripe } from '../src';
import { apiOf } from './support/api';

const step = fc.record({ refund: fc.integer({ min: 1, max: 1_200 }), again: fc.boolean() });

it('gives back what was captured and no more, and the balance is the sum of what happened', async () => {
  const stripe = await createFakeStripe({ journalLimit: 0 });
  const api = apiOf(await stripe.listen());
  const runs = fc.asyncProperty(
    fc.integer({ min: 50, max: 1_500 }),
    fc.array(step, { maxLength: 4 }),
    async (wanted, steps) => {
      const before = stripe.books().balance.length;
      const { id } = (await api.pay(await api.token())).body;
      const capture = await api.post(`/v1/payment_intents/${id}/capture`, { amount_to_capture: wanted });
      expect(capture.status).toBe(wanted > 1_000 ? 400 : 200);
      let left = wanted > 1_000 ? 0 : wanted;
      for (const [index, { refund, again }] of steps.entries()) {
        const send = () =>
          api.post('/v1/refunds', { payment_intent: id, amount: refund }, { key: `${id}-${index}` });
        const answer = await send();
        expect(answer.status).toBe(refund <= left ? 200 : 400);
        if (again) expect((await send()).body).toEqual(answer.body);
        if (answer.status === 200) left -= refund;
      }
      const mine = stripe.books().balance.slice(before);
      expect(mine.reduce((sum, { amount }) => sum + amount, 0)).toBe(left);
    },
  );
  await fc.assert(runs, { numRuns: 40 });
  await stripe.close();
});
