import { signatureOf } from '@acp-hub/fake-stripe';
import { openMoneyWorld, type MoneyWorld, type Shop } from '../../support/money-world';

let world: MoneyWorld;
let shop: Shop;
let secret: string;

beforeAll(async () => {
  world = await openMoneyWorld();
  shop = await world.openShop('stripes', { provider: 'stripe' });
  secret = await shop.listenToStripe();
}, 90_000);
afterAll(() => world.close());

type Order = Awaited<ReturnType<Shop['sell']>>;

const refundAtStripe = (order: Order, amount: number) =>
  shop.stripeCall('/v1/refunds', { payment_intent: order.intent().id, amount: String(amount) });
const dispute = (order: Order) =>
  shop.stripeCall('/fake/disputes', { payment_intent: order.intent().id, reason: 'fraudulent' });
const decideDispute = (id: string, how: 'won' | 'lost') => shop.stripeCall(`/fake/disputes/${id}/${how}`);
const moneyOf = async (order: Order) =>
  (await order.movements()).map(({ kind, amount }) => [kind, amount] as const);
/** What the fake holds of the merchant's balance from this payment: charge, less fee, refunds and disputes. */
const balanceOf = (order: Order): number => {
  const { charges, refunds, disputes, balance } = world.stripe.books();
  const intent = order.intent().id;
  const ids = [charges, refunds, disputes].flatMap((records) =>
    records.filter(({ payment_intent }) => payment_intent === intent).map(({ id }) => id),
  );
  return balance.filter(({ source }) => ids.includes(source)).reduce((sum, { net }) => sum + net, 0);
};
const netOf = async (order: Order): Promise<number> => {
  const sign: Record<string, number> = { capture: 1, dispute_reversal: 1, refund_failure: 1 };
  return (await moneyOf(order))
    .filter(([kind]) => kind !== 'authorization')
    .reduce((sum, [kind, amount]) => sum + (sign[kind] ?? -1) * amount, 0);
};

test('the provider’s fee is a movement once it is known, and the books add up to its balance', async () => {
  const order = await shop.sell();
  expect((await moneyOf(order)).map(([kind]) => kind)).toEqual(['authorization', 'capture']);
  await order.follow();
  await order.follow();
  const fees = (await moneyOf(order)).filter(([kind]) => kind === 'fee');
  expect(fees).toHaveLength(1);
  expect(await netOf(order)).toBe(balanceOf(order));
});

test('a refund at Stripe is reported, taken into books and timeline, and written to the store, once', async () => {
  const order = await shop.sell();
  await refundAtStripe(order, 800);
  await world.stripe.delivered();
  expect(await order.due()).toBe(true);
  expect(await order.follow()).toBe('settled');
  expect((await order.atPlatform()).refunds).toMatchObject([{ amount: 800, reference: expect.any(String) }]);
  // The store reports our own refund back to us.
  await order.catchUp();
  await order.catchUp();
  expect(
    world.stripe.books().refunds.filter(({ payment_intent }) => payment_intent === order.intent().id),
  ).toHaveLength(1);
  expect((await order.atPlatform()).refunds).toHaveLength(1);
  expect(await order.refunds()).toMatchObject([{ source: 'provider', state: 'done', amount: 800 }]);
  expect(await order.state()).toMatchObject({
    amountRefunded: 800,
    adjustments: [{ status: 'completed', references: { platform: expect.any(String) } }],
  });
  expect(await netOf(order)).toBe(balanceOf(order));
});

test.each(['timeout_after_apply', 'silence', 'hang_up'] as const)(
  'a store whose answer to the write of a refund is lost (%s) has it once',
  async (kind) => {
    const order = await shop.sell();
    await refundAtStripe(order, 450);
    world.storeFaults.inject('cascade', 'refundOrder', { kind });
    for (let rounds = 0; rounds < 100 && (await order.follow()) !== 'settled'; rounds += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await order.catchUp();
    expect((await order.atPlatform()).refunds).toMatchObject([{ amount: 450 }]);
    expect(await order.refunds()).toMatchObject([{ source: 'provider', state: 'done' }]);
    expect(
      world.stripe.books().refunds.filter(({ payment_intent }) => payment_intent === order.intent().id),
    ).toHaveLength(1);
  },
);

test('a store that refuses the write of a refund for good is a case for a person', async () => {
  const order = await shop.sell();
  await refundAtStripe(order, 450);
  const body = {
    type: 'invalid_request',
    code: 'order_state',
    message: 'The books of that month are closed.',
    order_status: 'completed',
  };
  world.storeFaults.inject('cascade', 'refundOrder', { kind: 'answer', status: 409, body });
  await order.follow();
  const [refund] = await order.refunds();
  expect(refund).toMatchObject({ source: 'provider', state: 'manual' });
  expect(refund?.why).toContain('closed');
  const settlement = { note: 'entered by hand', paid: false, unverified: false };
  expect(await world.answer.settle(shop.tenantId, refund?.refund_id ?? '', settlement)).toEqual({
    kind: 'done',
  });
  // The money had moved all along.
  expect(await order.state()).toMatchObject({ amountRefunded: 450 });
});

test('what was paid by hand for a refund that failed is not paid again when the order is cancelled', async () => {
  const order = await shop.sell();
  const refund = await refundAtStripe(order, 700);
  await order.follow();
  await shop.stripeCall(`/fake/refunds/${refund.id}/fail`);
  await order.follow();
  const [failed] = await order.refunds();
  expect(failed).toMatchObject({ state: 'manual', amount: 700 });
  const settlement = { note: 'bank transfer', paid: true, unverified: false };
  expect(await world.answer.settle(shop.tenantId, failed?.refund_id ?? '', settlement)).toEqual({
    kind: 'done',
  });
  await world.office.cancel(order.platformOrderId);
  await order.catchUp();
  const total = order.intent().amount_received;
  expect((await order.refunds()).map(({ source, amount }) => [source, amount])).toEqual([
    ['provider', 700],
    ['cancellation', total - 700],
  ]);
  expect(await order.state()).toMatchObject({ amountRefunded: total });
});

test('a dispute takes the money when it is opened and gives it back when it is won', async () => {
  const order = await shop.sell();
  const { id } = await dispute(order);
  await world.stripe.delivered();
  await order.follow();
  const total = order.intent().amount_received;
  expect(await moneyOf(order)).toContainEqual(['dispute', total]);
  expect(await netOf(order)).toBe(balanceOf(order));
  expect(await order.state()).toMatchObject({ adjustments: [{ type: 'dispute', status: 'pending' }] });
  expect((await order.atPlatform()).refunds).toEqual([]);

  await decideDispute(id, 'won');
  await world.stripe.delivered();
  expect(await order.due()).toBe(true);
  await order.follow();
  await order.follow();
  expect(await moneyOf(order)).toContainEqual(['dispute_reversal', total]);
  expect(await netOf(order)).toBe(balanceOf(order));
  expect(await order.state()).toMatchObject({ amountRefunded: 0, adjustments: [{ status: 'failed' }] });
});

test('a lost dispute is written to the store, and its report of it refunds nothing', async () => {
  const order = await shop.sell();
  const { id } = await dispute(order);
  await decideDispute(id, 'lost');
  await order.follow();
  await order.catchUp();
  const total = order.intent().amount_received;
  expect((await order.atPlatform()).refunds).toMatchObject([{ amount: total, reference: id }]);
  expect(await order.state()).toMatchObject({
    amountRefunded: 0,
    adjustments: [{ type: 'dispute', status: 'completed' }],
  });
  expect(await netOf(order)).toBe(balanceOf(order));
  expect(await order.refunds()).toMatchObject([{ source: 'dispute', state: 'done' }]);
});

test('a refund of what the buyer’s bank has taken back already is not sent', async () => {
  const order = await shop.sell();
  await dispute(order);
  await world.office.refund(order.platformOrderId, 500);
  await order.catchUp();
  expect(await order.refunds()).toMatchObject([{ source: 'platform', state: 'manual' }]);
  expect(
    world.stripe.books().refunds.filter(({ payment_intent }) => payment_intent === order.intent().id),
  ).toEqual([]);
});

test('a store’s refund is Stripe’s, with its metadata, once', async () => {
  const order = await shop.sell();
  await world.office.refund(order.platformOrderId, 600);
  await order.catchUp();
  await world.stripe.delivered();
  await order.follow();
  const refunds = world.stripe
    .books()
    .refunds.filter(({ payment_intent }) => payment_intent === order.intent().id);
  expect(refunds).toMatchObject([{ amount: 600, metadata: expect.objectContaining({}) }]);
  expect(await order.refunds()).toHaveLength(1);
  expect((await order.atPlatform()).refunds).toHaveLength(1);
});

describe('reports', () => {
  const report = (body: string, signature: string, url = shop.paymentIngressUrl) =>
    fetch(url, { method: 'POST', headers: { 'stripe-signature': signature }, body });
  const eventOf = (order: Order, id: string) =>
    JSON.stringify({
      id,
      type: 'charge.refunded',
      livemode: false,
      data: { object: { id: 'ch_x', object: 'charge', payment_intent: order.intent().id } },
    });
  const now = () => Math.floor(Date.now() / 1_000);

  test('that are forged, tampered with or too old are refused and looked into by nobody', async () => {
    const order = await shop.sell();
    const body = eventOf(order, 'evt_forged');
    const wrong = [
      signatureOf('whsec_another', body, now()),
      signatureOf(secret, body.replace('charge.refunded', 'charge.updated'), now()),
      signatureOf(secret, body, now() - 301),
      '',
    ];
    for (const signature of wrong) expect((await report(body, signature)).status).toBe(401);
    expect(await order.due()).toBe(false);
  });

  test('signed by the former secret are taken until its time, after a rotation', async () => {
    const rotating = await world.openShop('rotating', { provider: 'stripe' });
    const former = 'whsec_the_former_one';
    await rotating.rotateWebhookSecret(former);
    await rotating.rotateWebhookSecret('whsec_the_new_one', new Date(Date.now() + 60_000));
    const order = await rotating.sell();
    const reportBy = async (webhookSecret: string, id: string) => {
      const body = eventOf(order, id);
      return (await report(body, signatureOf(webhookSecret, body, now()), rotating.paymentIngressUrl)).status;
    };
    expect(await reportBy('whsec_the_new_one', 'evt_new')).toBe(202);
    expect(await reportBy(former, 'evt_former')).toBe(202);
    expect(await reportBy('whsec_another', 'evt_another')).toBe(401);

    const rotated = await world.openShop('rotated', { provider: 'stripe' });
    await rotated.rotateWebhookSecret(former);
    await rotated.rotateWebhookSecret('whsec_the_new_one', new Date(Date.now() - 1_000));
    const late = eventOf(await rotated.sell(), 'evt_late');
    expect((await report(late, signatureOf(former, late, now()), rotated.paymentIngressUrl)).status).toBe(
      401,
    );
  });

  test('that are replayed are known', async () => {
    const order = await shop.sell();
    const body = eventOf(order, 'evt_replayed');
    const signature = signatureOf(secret, body, now());
    expect((await report(body, signature)).status).toBe(202);
    await order.follow();
    expect((await report(body, signature)).status).toBe(200);
    expect(await order.due()).toBe(false);
  });

  test('of an authentic sender about something else, or of no use, are said to be so', async () => {
    const about = JSON.stringify({
      id: 'evt_else',
      type: 'payment_intent.created',
      livemode: false,
      data: { object: { id: 'pi_unknown', object: 'payment_intent' } },
    });
    expect((await report(about, signatureOf(secret, about, now()))).status).toBe(200);
    const nonsense = '{"id": 7}';
    expect((await report(nonsense, signatureOf(secret, nonsense, now()))).status).toBe(400);
  });

  test('to a connection that has no secret yet come again, and unknown addresses are not found', async () => {
    const other = await world.openShop('unready', { provider: 'stripe' });
    expect((await report('{}', 't=1,v1=00', other.paymentIngressUrl)).status).toBe(503);
    const sandbox = await world.openShop('silent');
    expect((await report('{}', '', sandbox.paymentIngressUrl)).status).toBe(404);
    expect((await report('{}', '', `${world.baseUrl}/ingress/nobody`)).status).toBe(404);
  });

  test('of one merchant move nothing of another, whose payment they name', async () => {
    const order = await shop.sell();
    const thief = await world.openShop('thief', { provider: 'stripe' });
    const own = await thief.listenToStripe();
    const body = eventOf(order, 'evt_thief');
    expect((await report(body, signatureOf(own, body, now()), thief.paymentIngressUrl)).status).toBe(200);
    expect(await order.due()).toBe(false);
  });
});
