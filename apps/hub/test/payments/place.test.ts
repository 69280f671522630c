import { ConnectorError, type ConnectorCapabilities } from '@acp-hub/connector';
import type { StepContext } from '../../src/payments/steps/step-context';
import { place } from '../../src/payments/steps/place';
import { StepRunner } from '../../src/payments/step-runner';
import { LeaseKeeper } from '../../src/payments/lease-keeper';
import type { Attempt } from '../../src/payments/ports';
import { memoryConnector } from '../support/memory-connector';

const DOUBTED_AT = '2026-11-23T12:00:00.000Z';

/** An attempt that tried to place its order before, at a shop of the given kind. */
function context(
  orderIdempotency: ConnectorCapabilities['orderIdempotency'],
  { secondsLater, tries = 1 }: { secondsLater: number; tries?: number },
) {
  const shop = memoryConnector('final', { orderIdempotency });
  const session = {
    id: 'cs_1',
    currency: 'USD',
    items: [{ id: 'sku-1', quantity: 2 }],
    coupons: [],
    selected: [],
    personal: { buyer: { email: 'ada@example.com' } },
  };
  const value = {
    attempt: { attemptId: 'pay_1', tenantId: 'ten_1', stored: { session, connectionId: 'con_1' } },
    connection: {
      platform: {
        capabilities: shop.connector.capabilities,
        store: shop.connector.connect({}, undefined as never),
      },
    },
    saga: {
      placement: 'final',
      flow: 'authorize_capture',
      step: 'place',
      total: 2_160,
      currency: 'USD',
      tries,
      doubts: { place: DOUBTED_AT },
      log: [],
    },
    resumed: true,
    now: new Date(Date.parse(DOUBTED_AT) + secondsLater * 1_000),
  } as unknown as StepContext;
  return { shop, value };
}

test('where the platform must be asked, an order that is not found may still arrive', async () => {
  const { shop, value } = context('lookup', { secondsLater: 3 });
  expect(await place(value)).toMatchObject({ kind: 'retry', outcome: 'unknown', waitMs: 27_000 });
  expect(shop.orders()).toEqual([]);
});

test('it is placed once that is past', async () => {
  const { shop, value } = context('lookup', { secondsLater: 31 });
  expect(await place(value)).toMatchObject({ kind: 'placed' });
  expect(await place(value)).toMatchObject({ kind: 'placed' });
  expect(shop.orders()).toHaveLength(1);
});

test('a clock that jumps back does not make it wait for days', async () => {
  const { value } = context('lookup', { secondsLater: -86_400 });
  expect(await place(value)).toMatchObject({ kind: 'placed' });
});

test('where nothing keeps a repetition from being a second order, a person is asked', async () => {
  const early = context('none', { secondsLater: 600 });
  expect(await place(early.value)).toMatchObject({ kind: 'retry', outcome: 'unknown' });
  const late = context('none', { secondsLater: 600, tries: 8 });
  expect(await place(late.value)).toMatchObject({ kind: 'unclear' });
  expect([...early.shop.orders(), ...late.shop.orders()]).toEqual([]);
});

test('a connection that cannot be opened counts as a try of the step, and ends with a person', async () => {
  const { value } = context('native', { secondsLater: 0 });
  const told: string[] = [];
  const runner = new StepRunner(
    { open: () => Promise.reject(new Error('the settings do not fit')) },
    { now: () => new Date(DOUBTED_AT) },
    {
      step: (step, result) => told.push(`${step} ${result}`),
      ended: (outcome) => told.push(`ended ${outcome}`),
      fault: () => told.push('fault'),
      manual: () => told.push('manual'),
    },
  );
  const first = await runner.run(value.attempt, value.saga);
  expect(first).toMatchObject({ next: 'wait', saga: { tries: 2 } });
  expect(await runner.run(value.attempt, { ...value.saga, tries: 199 })).toMatchObject({ next: 'manual' });
  expect(told).toEqual(['fault', 'place retry', 'fault', 'place retry', 'ended manual', 'manual']);
});

test('a step that takes longer than its lease keeps it, and one that is over lets go', async () => {
  const renewed: string[] = [];
  let twice: () => void = () => undefined;
  const wasRenewedTwice = new Promise<void>((resolve) => (twice = resolve));
  const keeper = new LeaseKeeper(
    {
      renew: async ({ attemptId }) => {
        if (renewed.push(attemptId) === 2) twice();
      },
    },
    5,
    (error) => {
      throw error;
    },
  );
  const quick = { attemptId: 'pay_quick' } as Attempt;
  const slow = { attemptId: 'pay_slow' } as Attempt;
  await keeper.whileRunning(quick, async () => undefined);
  await keeper.whileRunning(slow, () => wasRenewedTwice);
  expect(renewed).toEqual(['pay_slow', 'pay_slow']);
});

test('what a shop refuses for good is told to the operator in its own words', async () => {
  const { value } = context('native', { secondsLater: 0 });
  Object.assign(value.connection.platform.store, {
    placeOrder: () =>
      Promise.reject(
        new ConnectorError({ kind: 'rejected', reason: { code: 'other' } }, 'Shop closed.', 'not_applied'),
      ),
  });
  expect(await place(value)).toMatchObject({ kind: 'refused', why: 'Shop closed.' });
});
