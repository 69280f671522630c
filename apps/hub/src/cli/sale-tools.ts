import type { Config } from '../config/load-config';
import { systemClock } from '../clock';
import type { Connections } from '../connectors/connection';
import { OpenConnections } from '../connectors/open-connections';
import type { Registry } from '../connectors/registry';
import { newId } from '../ids';
import { OrderPageLinks } from '../orders/order-page-links';
import { TakeInSnapshot } from '../orders/take-in-snapshot';
import { AttemptCases } from '../payments/cases/attempt-cases';
import { Cases } from '../payments/cases/cases';
import { FindingCases } from '../payments/cases/finding-cases';
import { RefundCases } from '../payments/cases/refund-cases';
import { SettleAttempt } from '../payments/cases/settle-attempt';
import { EndAttempt } from '../payments/end-attempt';
import { Reconcile } from '../payments/reconcile/reconcile';
import { ReconcileAttempts } from '../payments/reconcile/reconcile-attempts';
import { AdvisoryLocks } from '../persistence/advisory-lock';
import { ConnectionRepository } from '../persistence/connections/connection-repository';
import type { KeyRing } from '../persistence/key-ring';
import { OrderRepository } from '../persistence/orders/order-repository';
import { AttemptRepository } from '../persistence/payments/attempt-repository';
import { CaseRepository } from '../persistence/payments/case-repository';
import { FindingRepository } from '../persistence/payments/finding-repository';
import { ManualRefundRepository } from '../persistence/payments/manual-refund-repository';
import { MoneyDeskRepository } from '../persistence/payments/money-desk-repository';
import { ReconcileRepository } from '../persistence/payments/reconcile-repository';
import type { TenantDirectory } from '../persistence/tenant-directory';

/** What commands need that look into sales, at shop and provider too. */
export interface SaleTools {
  readonly cases: Cases;
  readonly reconcile: Reconcile;
  readonly connections: Connections;
  close(): Promise<void>;
}

export interface SaleToolParts {
  readonly config: Config;
  readonly registry: Registry;
  readonly directory: TenantDirectory;
  readonly keyRing: KeyRing;
  readonly databaseUrl: string;
}

/** Whatever a command does, a running hub relays within a second. */
const noNudge = { nudge: () => undefined };
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export function openSaleTools({
  config,
  registry,
  directory,
  keyRing,
  databaseUrl,
}: SaleToolParts): SaleTools {
  const clock = systemClock;
  const locks = new AdvisoryLocks(databaseUrl);
  const connections = new OpenConnections(new ConnectionRepository(directory), registry, {
    allowPrivateAddresses: config.HUB_ALLOW_PRIVATE_ADDRESSES,
    storeDeadlineMs: config.HUB_STORE_DEADLINE_MS,
    clock,
    logger: silent,
    lock: locks.run,
    observe: () => () => undefined,
  });
  const links = new OrderPageLinks(config.HUB_BASE_URL, keyRing.derive('links'));
  const attempts = new AttemptRepository(directory, newId, config.HUB_LEASE_MS);
  const records = new CaseRepository(directory);
  const end = new EndAttempt(attempts, newId, links, noNudge, clock);
  const desk = new MoneyDeskRepository(directory, links, newId, clock, config.HUB_LEASE_MS);
  const books = new ReconcileRepository(directory, newId);
  const takeIn = new TakeInSnapshot(new OrderRepository(directory, links, newId, clock), noNudge, clock);
  const findings = new FindingRepository(directory, newId, clock, () => undefined);
  return {
    connections,
    cases: new Cases([
      new AttemptCases(records, attempts, new SettleAttempt(attempts, connections, end, clock), clock),
      new RefundCases(new ManualRefundRepository(directory, desk, clock)),
      new FindingCases(records),
    ]),
    reconcile: new Reconcile(
      books,
      new ReconcileAttempts({ books, money: desk }, connections, takeIn, findings),
      clock,
      () => undefined,
    ),
    async close() {
      await connections.close();
      await locks.close();
    },
  };
}
