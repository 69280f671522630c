import { ExpireSessions } from '../../src/checkout/expire-sessions';
import { ReleaseHeldOrders } from '../../src/checkout/release-held-orders';
import { RefreshOrder } from '../../src/orders/refresh-order';
import { RecoverAttempts } from '../../src/payments/recover-attempts';
import { FollowDueMoney } from '../../src/payments/refunds/follow-due-money';
import { VoidPendingPayments } from '../../src/payments/void-pending-payments';
import { AttemptRepository } from '../../src/persistence/payments/attempt-repository';
import { MoneyDeskRepository } from '../../src/persistence/payments/money-desk-repository';
import { commandLineOf } from './operator';
import { agentOf, hubWorld, payWith, sampleCheckout } from './hub-world';
import type { memoryConnector } from './memory-connector';
import type { memoryProvider } from './memory-provider';

/** A hub between a shop and a provider in memory, whose workers run only when they are told to. */
export async function sagaWorld(
  shop: ReturnType<typeof memoryConnector>,
  provider: ReturnType<typeof memoryProvider>,
  environment: Readonly<Record<string, string>> = {},
) {
  const world = await hubWorld({
    connector: shop.connector,
    provider: provider.provider,
    environment: { HUB_ROLE: 'serve', HUB_COMPLETE_DEADLINE_MS: '3000', ...environment },
  });
  const merchant = await world.merchant('atlas');
  const agent = agentOf(world.baseUrl, merchant.token);
  const rows = async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await world.database.backDoor.query(text, [...values])).rows as Row[];
  const recover = async (): Promise<void> => {
    const recovery = world.app.get(RecoverAttempts);
    await rows(`UPDATE hub.payment_attempts SET run_at = now() - interval '1 s',
      lease_until = now() - interval '1 s' WHERE run_at IS NOT NULL`);
    await recovery.execute();
    await recovery.idle();
  };
  return {
    ...world,
    merchantIds: merchant,
    agent,
    rows,
    /** The command line; only what `extension.ts` exports is known to it. */
    hub: commandLineOf(world.database, { HUB_CONNECTORS: require.resolve('./extension') }),
    /** Time passes, and whatever is due is carried on with. */
    recover,
    release: async (): Promise<void> => {
      await world.app.get(ExpireSessions).execute();
      await world.app.get(ReleaseHeldOrders).execute();
      await world.app.get(VoidPendingPayments).execute();
    },
    /** Time passes: orders are looked at in the shop, and their money is followed as far as it comes. */
    followMoney: async (): Promise<void> => {
      const orders = await rows<{ platform_order_id: string }>('SELECT platform_order_id FROM hub.orders');
      for (const { platform_order_id: platformOrderId } of orders)
        await world.app.get(RefreshOrder).execute({ ...merchant, platformOrderId });
      await rows(`UPDATE hub.orders SET money_run_at = now() - interval '1 s',
        money_lease_until = now() - interval '1 s' WHERE money_run_at IS NOT NULL`);
      await world.app.get(FollowDueMoney).execute();
    },
    /** The process dies at what it writes down of a refund, before it or after. */
    dieRefunding: (when: 'before' | 'after', spared: number): void => {
      const desk = world.app.get(MoneyDeskRepository);
      const write = desk.write.bind(desk);
      let left = spared;
      let isDead = false;
      jest.spyOn(desk, 'putDown').mockImplementation((...values) => {
        if (isDead) return Promise.reject(new Error('the process died'));
        return MoneyDeskRepository.prototype.putDown.apply(desk, values);
      });
      jest.spyOn(desk, 'write').mockImplementation(async (...values) => {
        left -= 1;
        if (left >= 0 && !isDead) return write(...values);
        if (!isDead && when === 'after') await write(...values);
        isDead = true;
        throw new Error('the process died');
      });
    },
    /** The process dies before it writes down what a step did: the first one, or the one after `spared` others. */
    dieBefore: (operation: 'progress' | 'end', spared = 0): void => {
      const attempts = world.app.get(AttemptRepository);
      const record = attempts[operation].bind(attempts) as (...values: unknown[]) => Promise<boolean>;
      let left = spared;
      const dying = jest.spyOn(attempts, operation) as unknown as jest.SpyInstance<
        Promise<boolean>,
        unknown[]
      >;
      dying.mockImplementation((...values) => {
        left -= 1;
        if (left >= 0) return record(...values);
        dying.mockRestore();
        return Promise.reject(new Error('the process died'));
      });
    },
    /** Resolves once a complete has met an attempt that is open. */
    joined: (): Promise<void> =>
      new Promise((resolve) => {
        const attempts = world.app.get(AttemptRepository);
        const take = attempts.takeOfSession.bind(attempts);
        const spy = jest.spyOn(attempts, 'takeOfSession');
        spy.mockImplementation((...values) => {
          spy.mockRestore();
          resolve();
          return take(...values);
        });
      }),
    open: async (changes: object = {}): Promise<string> =>
      (await agent.post('/checkout_sessions', { ...sampleCheckout, ...changes })).json.id,
    complete: (id: string, token = 'tok_ok', more: object = {}) =>
      agent.post(`/checkout_sessions/${id}/complete`, { ...payWith(token), ...more }),
    statusOf: async (id: string): Promise<string> =>
      (await agent.get(`/checkout_sessions/${id}`)).json.status,
    ordersOf: (id: string) => shop.orders().filter(({ sessionId }) => sessionId === id),
    paymentsOf: (id: string) => provider.payments().filter(({ sessionId }) => sessionId === id),
    attemptsOf: (id: string) =>
      rows<{ attempt_id: string; state: string; step: string }>(
        'SELECT attempt_id, state, step FROM hub.payment_attempts WHERE session_id = $1 ORDER BY attempt_id',
        [id],
      ),
    /** By the hub's own books: what the movements of a session say is held, and kept. */
    booksOf: async (id: string) => {
      const moved = await rows<{ kind: string; sum: number }>(
        'SELECT kind, sum(amount)::int AS sum FROM hub.money_movements WHERE session_id = $1 GROUP BY kind',
        [id],
      );
      const of = (kind: string): number => moved.find((row) => row.kind === kind)?.sum ?? 0;
      const taken = of('capture') - of('capture_failure');
      return {
        held: of('authorization') - taken - of('void'),
        kept: taken - of('refund'),
      };
    },
  };
}

export type SagaWorld = Awaited<ReturnType<typeof sagaWorld>>;

export const authenticated = {
  authentication_result: {
    outcome: 'authenticated',
    outcome_details: {
      three_ds_cryptogram: 'AAIBBYNoEwAAACcKhAJkdQAAAAA=',
      electronic_commerce_indicator: '05',
      transaction_id: 'tx',
      version: '2.2.0',
    },
  },
};
