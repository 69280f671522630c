import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { currency, money } from '@acp-hub/commerce';
import { ConnectorError, type ConnectContext, type PlacedOrder, type Store } from '@acp-hub/connector';
import { customConnector } from '@acp-hub/connector-custom';
import { readOrders } from '../read-orders';
import { STALL_VARIABLE } from './messages';

type Config = Parameters<typeof customConnector.connect>[0];

/** Once a process. */
let stallMs = Number(process.env[STALL_VARIABLE] ?? 0);

/**
 * The same shop as a platform that knows no keys: every `placeOrder` makes an order, and only its note tells
 * afterwards which attempt made it.
 */
export function openFinalStore(config: Config, context: ConnectContext): Store {
  const store = customConnector.connect(config, context);
  return new Proxy(store, {
    get(target, name) {
      if (name === 'placeOrder') return placeOrder;
      if (name === 'findOrder') return findOrder;
      return Reflect.get(target, name) as unknown;
    },
  });

  async function placeOrder(order: Parameters<Store['placeOrder']>[0]): Promise<PlacedOrder> {
    const lateMs = stallMs;
    stallMs = 0;
    if (lateMs > 0) await sleep(lateMs);
    return store.placeOrder({ ...order, idempotencyKey: randomUUID(), note: order.idempotencyKey });
  }

  async function findOrder({ idempotencyKey }: { idempotencyKey: string }): Promise<PlacedOrder | undefined> {
    const orders = await readOrders(config.base_url, config.secret, context.transport.dispatcher).catch(
      (cause: unknown) => {
        const details = { cause };
        throw new ConnectorError({ kind: 'transient' }, 'The shop shows no orders.', 'not_applied', details);
      },
    );
    const order = orders.find(({ note }) => note === idempotencyKey);
    if (order === undefined) return undefined;
    return {
      platformOrderId: order.id,
      number: order.number,
      total: money(order.totals.total, currency(order.currency)),
      snapshot: await store.getOrder(order.id),
    };
  }
}
