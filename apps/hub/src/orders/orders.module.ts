import { Module, type DynamicModule } from '@nestjs/common';
import type { Connections } from '../connectors/connection';
import { newId } from '../ids';
import { OrderPollRepository } from '../persistence/orders/order-poll-repository';
import { OrderRepository } from '../persistence/orders/order-repository';
import { TenantDirectory } from '../persistence/tenant-directory';
import { CLOCK, CONNECTIONS, ORDERS, OUTBOX_NUDGE, REFRESH_QUEUE } from '../tokens';
import { GetOrder } from './get-order';
import { GetOrderPage } from './get-order-page';
import { OrderPageController } from './order-page.controller';
import { OrderPageLinks } from './order-page-links';
import { PollConnection } from './poll-connection';
import { PollOrders } from './poll-orders';
import type { Orders, OutboxNudge, RefreshQueue } from './ports';
import { RefreshOrder } from './refresh-order';
import { TakeInSnapshot } from './take-in-snapshot';

type Clock = { now(): Date };

export type OrdersOptions = Pick<DynamicModule, 'imports'> & {
  /** Milliseconds between two looks for changed orders at a store. */
  readonly pollEveryMs: number;
};

/**
 * Orders as agents and buyers see them, and what keeps them up to date. Needs `TenantDirectory`, `OrderPageLinks`,
 * `CLOCK`, `CONNECTIONS`, `OUTBOX_NUDGE` and `REFRESH_QUEUE`.
 */
@Module({})
export class OrdersModule {
  static register({ imports = [], pollEveryMs }: OrdersOptions): DynamicModule {
    return {
      module: OrdersModule,
      imports,
      controllers: [OrderPageController],
      providers: [
        {
          provide: ORDERS,
          useFactory: (directory: TenantDirectory, links: OrderPageLinks, clock: Clock) =>
            new OrderRepository(directory, links, newId, clock),
          inject: [TenantDirectory, OrderPageLinks, CLOCK],
        },
        {
          provide: OrderPollRepository,
          useFactory: (directory: TenantDirectory, clock: Clock) => new OrderPollRepository(directory, clock),
          inject: [TenantDirectory, CLOCK],
        },
        { provide: GetOrder, useFactory: (orders: Orders) => new GetOrder(orders), inject: [ORDERS] },
        { provide: GetOrderPage, useFactory: (orders: Orders) => new GetOrderPage(orders), inject: [ORDERS] },
        {
          provide: TakeInSnapshot,
          useFactory: (orders: Orders, nudge: OutboxNudge, clock: Clock) =>
            new TakeInSnapshot(orders, nudge, clock),
          inject: [ORDERS, OUTBOX_NUDGE, CLOCK],
        },
        {
          provide: RefreshOrder,
          useFactory: (connections: Connections, takeIn: TakeInSnapshot) =>
            new RefreshOrder(connections, takeIn),
          inject: [CONNECTIONS, TakeInSnapshot],
        },
        {
          provide: PollOrders,
          useFactory: (polling: OrderPollRepository, queue: RefreshQueue) => new PollOrders(polling, queue),
          inject: [OrderPollRepository, REFRESH_QUEUE],
        },
        {
          provide: PollConnection,
          useFactory: (
            connections: Connections,
            polling: OrderPollRepository,
            takeIn: TakeInSnapshot,
            clock: Clock,
          ) => new PollConnection(connections, polling, takeIn, clock, pollEveryMs),
          inject: [CONNECTIONS, OrderPollRepository, TakeInSnapshot, CLOCK],
        },
      ],
      exports: [ORDERS, GetOrder, GetOrderPage, TakeInSnapshot, RefreshOrder, PollOrders, PollConnection],
    };
  }
}
