import { checkConnection } from '../../src/tenants/check-connection';
import { forwardStepsOf } from '../../src/payments/step-order';
import { memoryConnector } from '../support/memory-connector';
import { memoryProvider } from '../support/memory-provider';
import { sagaWorld, type SagaWorld } from '../support/saga-world';

const WAYS = [
  ['capture_only', 'held'],
  ['capture_only', 'final'],
  ['platform', 'held'],
  ['platform', 'final'],
] as const;

test('a shop that takes no payments is not connected with a provider that leaves them to it', async () => {
  const nobody = {
    connector: () => memoryConnector('held').connector,
    provider: () => memoryProvider('platform').provider,
  };
  const settings = {
    ...({ mode: 'test', connector: 'memory', config: {}, currency: 'USD' } as const),
    ...{ paymentProvider: 'memory-pay', paymentConfig: {} },
  };
  await expect(checkConnection(nobody, settings, false)).rejects.toThrow(
    'takes none; choose another provider',
  );
});

describe.each(WAYS)('%s with %s placement', (flow, placement) => {
  const shop = memoryConnector(placement, { takesPayments: flow === 'platform' });
  const psp = memoryProvider(flow);
  let world: SagaWorld;

  beforeAll(async () => {
    world = await sagaWorld(shop, psp);
  }, 60_000);
  afterAll(() => world.close());
  beforeEach(() => psp.state.calls.splice(0));
  afterEach(() => jest.restoreAllMocks());

  /** What a buyer has paid and not got back, at the provider or at the shop that takes payments itself. */
  const keptOf = (id: string): number =>
    flow === 'platform'
      ? world
          .ordersOf(id)
          .flatMap(({ payments }) => payments)
          .reduce((sum, { amount }) => sum + amount, 0)
      : world
          .paymentsOf(id)
          .filter(({ status }) => status === 'captured')
          .reduce((sum, { amount, refunded }) => sum + amount - refunded, 0);

  test('pays once and orders once, and asks no write of the provider that it does not have', async () => {
    const id = await world.open();
    expect((await world.complete(id)).json.status).toBe('completed');
    expect(world.ordersOf(id)).toMatchObject([{ status: 'paid', payments: [{ amount: 2160 }] }]);
    expect(keptOf(id)).toBe(2160);
    expect(await world.booksOf(id)).toEqual({ held: 0, kept: 2160 });
    expect(psp.state.calls).toEqual(flow === 'platform' ? [] : ['authorize']);
  });

  test('a decline leaves the session open, and a new token succeeds', async () => {
    const id = await world.open();
    const declined = await world.complete(id, 'tok_declined');
    expect(declined.json.status).toBe('ready_for_payment');
    expect(declined.json.messages).toContainEqual(expect.objectContaining({ code: 'payment_declined' }));
    expect((await world.complete(id)).json.status).toBe('completed');
    expect(world.ordersOf(id).map(({ status }) => status)).toEqual(['paid']);
    expect(keptOf(id)).toBe(2160);
  });

  test('an order that fails costs the buyer nothing', async () => {
    const id = await world.open();
    shop.faults.push({ operation: 'placeOrder', fault: 'out_of_stock' });
    expect((await world.complete(id)).json.status).not.toBe('completed');
    expect(keptOf(id)).toBe(0);
    expect(await world.booksOf(id)).toEqual({ held: 0, kept: 0 });
  });

  const steps = forwardStepsOf({ flow, placement });
  test.each(steps.map((step, index) => [step, index] as const))(
    'a process that dies after %s is followed by one that looks first',
    async (step, index) => {
      const id = await world.open();
      const isLast = index === steps.length - 1;
      if (isLast) world.dieBefore('end');
      else world.dieBefore('progress', index);
      expect((await world.complete(id)).status).toBe(500);
      await world.recover();
      expect(await world.statusOf(id)).toBe('completed');
      expect(world.ordersOf(id)).toMatchObject([{ status: 'paid' }]);
      expect(keptOf(id)).toBe(2160);
    },
  );
});
