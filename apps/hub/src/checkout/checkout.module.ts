import { Module, type DynamicModule } from '@nestjs/common';
import type { Clock } from '../clock';
import type { Connections } from '../connectors/connection';
import type { HubParts } from '../hub-parts';
import { newId } from '../ids';
import { Metrics } from '../metrics/metrics';
import { OrderPageLinks } from '../orders/order-page-links';
import type { OutboxNudge } from '../orders/ports';
import { CompleteCheckout } from '../payments/complete-checkout';
import { EndAttempt } from '../payments/end-attempt';
import { LeaseKeeper } from '../payments/lease-keeper';
import { RecoverAttempts } from '../payments/recover-attempts';
import { RunAttempt } from '../payments/run-attempt';
import { StepRunner } from '../payments/step-runner';
import { VoidPendingPayments } from '../payments/void-pending-payments';
import { DueSessionScan } from '../persistence/checkout/due-session-scan';
import { SessionRepository } from '../persistence/checkout/session-repository';
import { AttemptRepository } from '../persistence/payments/attempt-repository';
import { FindingRepository } from '../persistence/payments/finding-repository';
import { TenantDirectory } from '../persistence/tenant-directory';
import { CLOCK, CONNECTIONS, OUTBOX_NUDGE } from '../tokens';
import { CancelCheckout } from './cancel-checkout';
import { ContinueLinks } from './continue-links';
import { CreateCheckout } from './create-checkout';
import { ExpireSessions } from './expire-sessions';
import { HandOff } from './hand-off';
import { PurgeAbandonedSessions } from './purge-abandoned-sessions';
import { ReleaseHeldOrders } from './release-held-orders';
import { ReleaseQueue } from './release-queue';
import { sagaObserver } from './saga-observer';
import { UpdateCheckout } from './update-checkout';

type Releases = new (
  ...parts: ConstructorParameters<typeof ReleaseHeldOrders | typeof VoidPendingPayments>
) => object;

/** What lets go of something that sessions left behind, found by a scan of its own. */
const releasing = (
  useCase: Releases,
  scan: 'withHeldOrder' | 'withPendingPayment',
  onFailure: (error: unknown) => void,
) => ({
  provide: useCase,
  useFactory: (
    directory: TenantDirectory,
    sessions: SessionRepository,
    connections: Connections,
    findings: FindingRepository,
  ) => {
    const due = new DueSessionScan(directory);
    const queue = new ReleaseQueue((most) => due[scan](most), sessions, onFailure);
    return new useCase(queue, sessions, connections, findings);
  },
  inject: [TenantDirectory, SessionRepository, CONNECTIONS, FindingRepository],
});

/** Sessions and the sales they become. */
@Module({})
export class CheckoutModule {
  static register({ config, linkSecret, logger }: HubParts, webhooks: DynamicModule): DynamicModule {
    const failed = (what: string) => (error: unknown) => logger.error({ err: error }, what);
    const own = [
      {
        provide: SessionRepository,
        useFactory: (directory: TenantDirectory) => new SessionRepository(directory, config.HUB_LEASE_MS),
        inject: [TenantDirectory],
      },
      {
        provide: AttemptRepository,
        useFactory: (directory: TenantDirectory) =>
          new AttemptRepository(directory, newId, config.HUB_LEASE_MS, config.HUB_POLL_SECONDS * 1_000),
        inject: [TenantDirectory],
      },
      {
        provide: CreateCheckout,
        useFactory: (clock: Clock) => new CreateCheckout(newId, clock, config.HUB_SESSION_MINUTES * 60_000),
        inject: [CLOCK],
      },
      { provide: UpdateCheckout, useFactory: (clock: Clock) => new UpdateCheckout(clock), inject: [CLOCK] },
      { provide: CancelCheckout, useFactory: (clock: Clock) => new CancelCheckout(clock), inject: [CLOCK] },
      {
        provide: FindingRepository,
        useFactory: (directory: TenantDirectory, clock: Clock) =>
          new FindingRepository(directory, newId, clock, (finding) =>
            logger.error({ finding }, 'Hub, shop and payment provider do not agree: see "hub cases list".'),
          ),
        inject: [TenantDirectory, CLOCK],
      },
      {
        provide: ContinueLinks,
        useValue: new ContinueLinks(config.HUB_BASE_URL, linkSecret.derive('links')),
      },
      {
        provide: EndAttempt,
        useFactory: (attempts: AttemptRepository, links: OrderPageLinks, nudge: OutboxNudge, clock: Clock) =>
          new EndAttempt(attempts, newId, links, nudge, clock),
        inject: [AttemptRepository, OrderPageLinks, OUTBOX_NUDGE, CLOCK],
      },
      {
        provide: RunAttempt,
        useFactory: (
          attempts: AttemptRepository,
          connections: Connections,
          end: EndAttempt,
          clock: Clock,
          metrics: Metrics,
        ) =>
          new RunAttempt(
            attempts,
            new StepRunner(connections, clock, sagaObserver(logger, metrics)),
            end,
            new LeaseKeeper(
              attempts,
              config.HUB_LEASE_MS / 3,
              failed('The lease of a payment attempt could not be renewed.'),
            ),
            clock,
          ),
        inject: [AttemptRepository, CONNECTIONS, EndAttempt, CLOCK, Metrics],
      },
      {
        provide: CompleteCheckout,
        useFactory: (
          attempts: AttemptRepository,
          run: RunAttempt,
          sessions: SessionRepository,
          clock: Clock,
        ) => new CompleteCheckout(attempts, run, sessions, clock, config.HUB_COMPLETE_DEADLINE_MS),
        inject: [AttemptRepository, RunAttempt, SessionRepository, CLOCK],
      },
      {
        provide: RecoverAttempts,
        useFactory: (attempts: AttemptRepository, run: RunAttempt, clock: Clock) =>
          new RecoverAttempts(
            attempts,
            run,
            clock,
            failed('A payment attempt could not be carried on; it is tried again.'),
          ),
        inject: [AttemptRepository, RunAttempt, CLOCK],
      },
      {
        provide: ExpireSessions,
        useFactory: (directory: TenantDirectory, sessions: SessionRepository, clock: Clock) =>
          new ExpireSessions(new DueSessionScan(directory), sessions, clock),
        inject: [TenantDirectory, SessionRepository, CLOCK],
      },
      {
        provide: PurgeAbandonedSessions,
        useFactory: (directory: TenantDirectory, clock: Clock) =>
          new PurgeAbandonedSessions(new DueSessionScan(directory), clock),
        inject: [TenantDirectory, CLOCK],
      },
      releasing(
        ReleaseHeldOrders,
        'withHeldOrder',
        failed('A held order could not be released; it is tried again.'),
      ),
      releasing(
        VoidPendingPayments,
        'withPendingPayment',
        failed('A payment that waits for nobody could not be voided; it is tried again.'),
      ),
      {
        provide: HandOff,
        useFactory: (
          links: ContinueLinks,
          sessions: SessionRepository,
          connections: Connections,
          clock: Clock,
        ) => new HandOff(links, sessions, connections, clock),
        inject: [ContinueLinks, SessionRepository, CONNECTIONS, CLOCK],
      },
    ];
    return {
      module: CheckoutModule,
      imports: [webhooks],
      providers: own,
      exports: own.map(({ provide }) => provide),
    };
  }
}
