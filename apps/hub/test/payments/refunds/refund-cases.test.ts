import { CountCases } from '../../../src/payments/cases/count-cases';
import { CaseRepository } from '../../../src/persistence/payments/case-repository';
import { openMoneyWorld, type MoneyWorld, type Shop } from '../../support/money-world';

let world: MoneyWorld;
let shop: Shop;

beforeAll(async () => {
  world = await openMoneyWorld();
  shop = await world.openShop('caseload');
}, 90_000);
afterAll(() => world.close());

const hub = (parameters: readonly string[]) => world.hub([...parameters, '--tenant', shop.tenantId]);
const countOpen = async (): Promise<number> => {
  let told = -1;
  await new CountCases(new CaseRepository(world.directory), (count) => (told = count)).execute();
  return told;
};

/** The merchant gave nearly all of it back at the provider, and refunds more than is left in the back office. */
async function refundedTwice() {
  const order = await shop.sell();
  const { id, captured } = order.payment();
  await world.refundAtSandbox('caseload', id, captured - 100);
  await world.office.refund(order.platformOrderId, 500);
  await order.catchUp();
  const manual = (await order.refunds()).find(({ state }) => state === 'manual');
  if (manual === undefined) throw new Error('No refund waits for a person.');
  return { order, captured, refundId: manual.refund_id };
}

test('a refund that waits for a person is a case: listed, counted and shown with why', async () => {
  const before = await countOpen();
  const { order, refundId } = await refundedTwice();
  expect(await countOpen()).toBe(before + 1);
  expect((await hub(['cases', 'list', '--json'])).json()).toContainEqual(
    expect.objectContaining({ case_id: refundId, kind: 'refund', order_id: order.orderId }),
  );
  const shown = (await hub(['cases', 'show', refundId, '--json'])).json();
  expect(shown).toMatchObject({
    why: expect.stringContaining('only 100'),
    facts: { asked_by: 'platform', currency: 'USD' },
    settlements: ['refunded', 'not_refunded'],
    can_retry: true,
  });
});

const settle = (refundId: string, as: string, ...more: string[]) =>
  hub(['cases', 'settle', refundId, '--as', as, '--note', 'bank transfer', ...more]);

test('settled as refunded, the books show what the buyer was paid in another way; it is settled once', async () => {
  const { order, captured, refundId } = await refundedTwice();
  expect(await settle(refundId, 'order_kept')).toMatchObject({
    code: 1,
    error: expect.stringContaining('it can be settled as refunded, not_refunded'),
  });
  expect(await settle(refundId, 'refunded', '--amount', '100')).toMatchObject({ code: 0 });
  expect(await order.state()).toMatchObject({ amountRefunded: captured });
  expect(
    (await order.movements()).filter(({ kind }) => kind === 'refund').map(({ amount }) => amount),
  ).toEqual([captured - 100, 100]);
  expect(await settle(refundId, 'refunded')).toMatchObject({
    code: 1,
    error: expect.stringContaining('no open case'),
  });
});

test('more than is left of the payment is settled as refunded on the word of a person alone', async () => {
  const { order, captured, refundId } = await refundedTwice();
  for (const more of [[], ['--amount', '101']]) {
    expect(await settle(refundId, 'refunded', ...more)).toMatchObject({
      code: 1,
      error: expect.stringMatching(/left as it is: only 100 .* settle it as not_refunded; .*--amount/),
    });
  }
  expect(await order.state()).toMatchObject({ amountRefunded: captured - 100 });
  expect(await settle(refundId, 'refunded', '--unverified')).toMatchObject({ code: 0 });
  expect(await order.state()).toMatchObject({ amountRefunded: captured + 400 });
});

test('a refund at the provider that the books do not have yet is waited for', async () => {
  const { order, refundId } = await refundedTwice();
  await world.refundAtSandbox('caseload', order.payment().id, 60);
  expect(await settle(refundId, 'refunded', '--amount', '40')).toMatchObject({
    code: 1,
    error: expect.stringContaining('the provider knows of a refund that the books do not have yet'),
  });
  expect(await order.due()).toBe(true);
  await order.follow();
  expect(await settle(refundId, 'refunded', '--amount', '40')).toMatchObject({ code: 0 });
});

test('a provider that cannot be asked settles nothing', async () => {
  const { order, captured, refundId } = await refundedTwice();
  const account = { apiKey: 'sk_sandbox_caseload', merchantId: 'acct_caseload' };
  const moveTo = (baseUrl: string) =>
    hub([
      ...['secret', 'rotate', '--connection', shop.connectionId],
      ...['--payment-config', JSON.stringify({ ...account, baseUrl })],
    ]);
  await moveTo('http://127.0.0.1:1');
  expect(await settle(refundId, 'refunded', '--amount', '100')).toMatchObject({
    code: 1,
    error: expect.stringMatching(/the payment provider cannot be asked: .*--unverified/),
  });
  expect(await order.state()).toMatchObject({ amountRefunded: captured - 100 });
  await moveTo(world.pspUrl);
});

test.each(['0', '-5', '1.5', '1e3', 'all', ''])('%j is no amount', async (amount) => {
  expect(await settle('ref_1', 'refunded', '--amount', amount)).toMatchObject({
    code: 2,
    error: expect.stringContaining('--amount takes a whole number of minor units'),
  });
});

test('settled as not refunded, nothing has moved', async () => {
  const { order, captured, refundId } = await refundedTwice();
  await hub(['cases', 'settle', refundId, '--as', 'not_refunded', '--note', 'entered in error']);
  expect(await order.state()).toMatchObject({ amountRefunded: captured - 100 });
});

test('tried again, it is looked at anew: still too much waits again, and moves nothing', async () => {
  const { order, captured, refundId } = await refundedTwice();
  expect(await hub(['cases', 'retry', refundId])).toMatchObject({ code: 0 });
  expect((await order.refunds()).find((refund) => refund.refund_id === refundId)).toMatchObject({
    state: 'open',
  });
  await order.follow();
  expect((await order.refunds()).find((refund) => refund.refund_id === refundId)).toMatchObject({
    state: 'manual',
  });
  expect(order.payment()).toMatchObject({ refunded: captured - 100 });
});

test('the reconciler has a refund of the provider followed as if it had been reported', async () => {
  const order = await shop.sell();
  await world.refundAtSandbox('caseload', order.payment().id, 250);
  const { findings } = (await hub(['reconcile', '--json'])).json();
  expect(findings).toContainEqual(
    expect.objectContaining({ code: 'movement_missing', outcome: 'mended', order_id: order.orderId }),
  );
  expect(await order.due()).toBe(true);
  await order.follow();
  expect(await order.state()).toMatchObject({ amountRefunded: 250, adjustments: [{ status: 'completed' }] });
  expect((await order.movements()).filter(({ kind }) => kind === 'refund')).toHaveLength(1);
});
