import { Module, type DynamicModule } from '@nestjs/common';
import { AcpModule } from './acp/acp.module';
import { CatalogModule } from './catalog/catalog.module';
import { SyncDueCatalogues } from './catalog/sync-due-catalogues';
import { CheckoutModule } from './checkout/checkout.module';
import { ExpireSessions } from './checkout/expire-sessions';
import { PurgeAbandonedSessions } from './checkout/purge-abandoned-sessions';
import { ReleaseHeldOrders } from './checkout/release-held-orders';
import { CoreModule } from './core.module';
import { DownloadsModule } from './feeds/downloads/downloads.module';
import { FeedsModule } from './feeds/feeds.module';
import { PublishDueFeeds } from './feeds/publish-due-feeds';
import { WatchFeeds } from './feeds/watch-feeds';
import { HealthModule } from './health/health.module';
import type { ServerParts } from './hub-parts';
import { ConsentModule } from './ingress/consent.module';
import { IngressModule } from './ingress/ingress.module';
import { QueuesModule } from './jobs/queues.module';
import { WorkersModule } from './jobs/workers.module';
import { MetricsModule } from './metrics/metrics.module';
import { OperatorsModule } from './operators/operators.module';
import { OrdersModule } from './orders/orders.module';
import { RecoverAttempts } from './payments/recover-attempts';
import { FollowDueMoney } from './payments/refunds/follow-due-money';
import { RefundsModule } from './payments/refunds/refunds.module';
import { CountCases } from './payments/cases/count-cases';
import { Reconcile } from './payments/reconcile/reconcile';
import { ReconcileModule } from './payments/reconcile.module';
import { VoidPendingPayments } from './payments/void-pending-payments';
import { WebhooksModule } from './webhooks/webhooks.module';

const SECOND = 1_000;

/** The rooms a process opens, by its role. */
@Module({})
export class AppModule {
  static register(parts: ServerParts): DynamicModule {
    const { config, database } = parts;
    const webhooks = WebhooksModule.register({ allowPrivateAddresses: config.HUB_ALLOW_PRIVATE_ADDRESSES });
    const orders = OrdersModule.register({
      imports: [webhooks],
      pollEveryMs: config.HUB_POLL_SECONDS * SECOND,
    });
    const checkout = CheckoutModule.register(parts, webhooks);
    const refunds = RefundsModule.register(parts, webhooks, checkout);
    const serving = [
      AcpModule.register(parts, [checkout, orders]),
      IngressModule.register([refunds, ConsentModule.register(parts)]),
      OperatorsModule.register(parts),
      DownloadsModule.register(parts),
    ];
    const working = [
      WorkersModule.register({
        imports: [
          webhooks,
          orders,
          checkout,
          refunds,
          CatalogModule.register(parts),
          FeedsModule.register(parts),
          ReconcileModule.register(parts, [orders, checkout, refunds]),
        ],
        useFactory: (
          recover: RecoverAttempts,
          money: FollowDueMoney,
          expire: ExpireSessions,
          release: ReleaseHeldOrders,
          pending: VoidPendingPayments,
          purge: PurgeAbandonedSessions,
          reconcile: Reconcile,
          cases: CountCases,
          catalogues: SyncDueCatalogues,
          feeds: PublishDueFeeds,
          watch: WatchFeeds,
        ) => [
          { name: 'recover-attempts', everyMs: SECOND, run: () => recover.execute() },
          { name: 'follow-money', everyMs: SECOND, run: () => money.execute() },
          { name: 'expire-sessions', everyMs: 10 * SECOND, run: () => expire.execute() },
          { name: 'release-held-orders', everyMs: 2 * SECOND, run: () => release.execute() },
          { name: 'void-pending-payments', everyMs: 2 * SECOND, run: () => pending.execute() },
          { name: 'reconcile', everyMs: 30 * SECOND, run: () => reconcile.due() },
          { name: 'count-cases', everyMs: 30 * SECOND, run: () => cases.execute() },
          { name: 'sync-catalogues', everyMs: 2 * SECOND, run: () => catalogues.execute() },
          { name: 'publish-feeds', everyMs: 2 * SECOND, run: () => feeds.execute() },
          { name: 'watch-feeds', everyMs: 30 * SECOND, run: () => watch.execute() },
          { name: 'purge-abandoned-sessions', everyMs: 600 * SECOND, run: () => purge.execute() },
        ],
        inject: [
          RecoverAttempts,
          FollowDueMoney,
          ExpireSessions,
          ReleaseHeldOrders,
          VoidPendingPayments,
          PurgeAbandonedSessions,
          Reconcile,
          CountCases,
          SyncDueCatalogues,
          PublishDueFeeds,
          WatchFeeds,
        ],
      }),
    ];
    return {
      module: AppModule,
      imports: [
        MetricsModule,
        CoreModule.register(parts),
        QueuesModule.register(parts.queues),
        HealthModule.register({
          useFactory: () => [
            { name: 'database', run: () => database.pool.query('SELECT 1') },
            { name: 'queue', run: () => parts.queues.check() },
          ],
        }),
        ...(config.HUB_ROLE === 'work' ? [] : serving),
        ...(config.HUB_ROLE === 'serve' ? [] : working),
      ],
    };
  }
}
