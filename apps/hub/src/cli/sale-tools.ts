import { systemClock } from '../clock';
import type { Connections } from '../connectors/connection';
import { newId } from '../ids';
import { OrderPageLinks } from '../orders/order-page-links';
import { TakeInSnapshot } from '../orders/take-in-snapshot';
import { AttemptCases } from '../payments/cases/attempt-cases';
import { Cases } from '../payments/cases/cases';
import { FindingCases } from '../payments/cases/finding-cases';
import { RefundCases } from '../payments/cases/refund-cases';
import { SettleAttempt } from '../payments/cases/settle-attempt';
import { EndAttempt } from '../payments/end-attempt';
import { AnswerRefund } from '../payments/refunds/answer-refund';
import { Reconcile } from '../payments/reconcile/reconcile';
import { ReconcileAttempts } from '../payments/reconcile/reconcile-attempts';
import { OrderRepository } from '../persistence/orders/order-repository';
import { AttemptRepository } from '../persistence/payments/attempt-repository';
import { CaseRepository } from '../persistence/payments/case-repository';
import { FindingRepository } from '../persistence/payments/finding-repository';
import { ManualRefundRepository } from '../persistence/payments/manual-refund-repository';
import { MoneyDeskRepository } from '../persistence/payments/money-desk-repository';
import { ReconcileRepository } from '../persistence/payments/reconcile-repository';
import { openShops, type ToolParts } from './open-shops';

/** What commands need that look into sales, at shop and provider too. */
export interface SaleTools {
  readonly cases: Cases;
  readonly reconcile: Reconcile;
  readonly connections: Connections;
  close(): Promise<void>;
}

/** Whatever a command does, a running hub relays within a second. */
const noNudge = { nudge: () => undefined };

export function openSaleTools(parts: ToolParts): SaleTools {
  const { config, directory, linkSecret } = parts;
  const clock = systemClock;
  const { connections, close } = openShops(parts);
  const links = new OrderPageLinks(config.HUB_BASE_URL, linkSecret.derive('links'));
  const { HUB_LEASE_MS: leaseMs, HUB_POLL_SECONDS: pollSeconds } = config;
  const attempts = new AttemptRepository(directory, newId, leaseMs, pollSeconds * 1_000);
  const records = new CaseRepository(directory);
  const end = new EndAttempt(attempts, newId, links, noNudge, clock);
  const desk = new MoneyDeskRepository(directory, links, newId, clock, leaseMs);
  const books = new ReconcileRepository(directory, newId);
  const takeIn = new TakeInSnapshot(new OrderRepository(directory, links, newId, clock), noNudge, clock);
  const refunds = new ManualRefundRepository(directory);
  const findings = new FindingRepository(directory, newId, clock, () => undefined);
  return {
    connections,
    cases: new Cases([
      new AttemptCases(records, attempts, new SettleAttempt(attempts, connections, end, clock), clock),
      new RefundCases(refunds, new AnswerRefund(refunds, desk, connections, clock)),
      new FindingCases(records),
    ]),
    reconcile: new Reconcile(
      books,
      new ReconcileAttempts({ books, money: desk }, connections, takeIn, findings),
      clock,
      () => undefined,
    ),
    close,
  };
}
