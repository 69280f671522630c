import { payWithGranted as payWith } from '../support/granted-tokens';
import { stripeWorld, type StripeWorld } from '../support/stripe-world';

/** Two of `sku-1` with tax, sent for free. */
const TOTAL = 2_160;

describe.each(['held', 'final'] as const)(
  'a capture that Stripe is still at work on, %s placement',
  (placement) => {
    let world: StripeWorld;
    beforeAll(async () => {
      world = await stripeWorld(placement);
    }, 120_000);
    afterAll(() => world.close());

    const processing = { status: 'processing', amount_received: 0 };
    const intent = { amount: TOTAL, currency: 'usd', capture_method: 'manual', latest_charge: null };
    /** From the capture on the payment is being processed, whether or not the money is taken meanwhile. */
    const processes = (isTaken: boolean) => {
      world.stripe.faults.schedule({
        method: 'POST',
        path: '/v1/payment_intents/*/capture',
        ...(isTaken
          ? { when: 'after', effect: { kind: 'patch', merge: processing } }
          : {
              when: 'before',
              effect: { kind: 'answer', status: 200, body: { id: 'pi_x', ...intent, ...processing } },
            }),
      });
      world.stripe.faults.schedule({
        method: 'GET',
        path: '/v1/payment_intents/*',
        when: 'after',
        times: 'always',
        effect: { kind: 'patch', merge: processing },
      });
    };
    const looksAt = (id: string) =>
      world.stripe.journal
        .entries()
        .filter(
          ({ method, path }) =>
            method === 'GET' && path === `/v1/payment_intents/${world.intentsOf(id)[0]?.id}`,
        );
    /** Resolves when it was looked for more than once; by then nobody may have been told of a paid order. */
    async function lookedAtTwice(id: string): Promise<void> {
      for (let rounds = 0; looksAt(id).length < 2; rounds += 1) {
        if (rounds === 200) throw new Error('Nobody looks what became of the capture.');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(world.paidOrdersOf(id)).toEqual([]);
    }
    afterEach(() => world.stripe.faults.clear());

    test('is waited for, and the order is paid once the money is taken', async () => {
      const id = await world.open();
      const spt = await world.grant();
      processes(true);
      const answer = world.complete(id, payWith(spt));
      await lookedAtTwice(id);
      world.stripe.faults.clear();
      expect(await answer).toMatchObject({ status: 200, json: { status: 'completed' } });
      expect(world.chargesOf(id)).toMatchObject([{ amount_captured: TOTAL }]);
      expect(world.paidOrdersOf(id)).toHaveLength(1);
    });

    test('and that comes to nothing ends like any refused payment', async () => {
      const id = await world.open();
      const spt = await world.grant();
      processes(false);
      const answer = world.complete(id, payWith(spt));
      await lookedAtTwice(id);
      await world.cancel(String(world.intentsOf(id)[0]?.id));
      world.stripe.faults.clear();
      const { json } = await answer;
      expect(json).toMatchObject({ status: 'ready_for_payment' });
      expect(json.messages).toContainEqual(
        expect.objectContaining({
          code: 'payment_declined',
          content: 'The payment could not be taken; send a new token.',
        }),
      );
      expect(world.paidOrdersOf(id)).toEqual([]);
      expect(world.chargesOf(id)).toMatchObject([{ amount_captured: 0 }]);
      const kinds = (await world.movementsOf(id)).map(({ kind }) => kind).sort();
      expect(kinds).toEqual(['authorization', 'void']);
    });
  },
);
