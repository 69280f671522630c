import { Module, type DynamicModule } from '@nestjs/common';
import type { Connections } from '../connectors/connection';
import type { Clock } from '../clock';
import type { HubParts } from '../hub-parts';
import { newId } from '../ids';
import { Metrics } from '../metrics/metrics';
import { TakeInSnapshot } from '../orders/take-in-snapshot';
import { CaseRepository } from '../persistence/payments/case-repository';
import { FindingRepository } from '../persistence/payments/finding-repository';
import { MoneyDeskRepository } from '../persistence/payments/money-desk-repository';
import { ReconcileRepository } from '../persistence/payments/reconcile-repository';
import { TenantDirectory } from '../persistence/tenant-directory';
import { CLOCK, CONNECTIONS } from '../tokens';
import { CountCases } from './cases/count-cases';
import { Reconcile } from './reconcile/reconcile';
import { ReconcileAttempts } from './reconcile/reconcile-attempts';

/** What looks after sales when they are over. */
@Module({})
export class ReconcileModule {
  static register({ logger }: HubParts, imports: DynamicModule['imports'] = []): DynamicModule {
    return {
      module: ReconcileModule,
      imports,
      providers: [
        {
          provide: Reconcile,
          useFactory: (
            directory: TenantDirectory,
            connections: Connections,
            takeIn: TakeInSnapshot,
            findings: FindingRepository,
            money: MoneyDeskRepository,
            clock: Clock,
          ) => {
            const books = new ReconcileRepository(directory, newId);
            return new Reconcile(
              books,
              new ReconcileAttempts({ books, money }, connections, takeIn, findings),
              clock,
              (tenantId, { checked, findings: found, unreachable }) => {
                if (found.length + unreachable.length > 0)
                  logger.warn({ tenantId, checked, found, unreachable }, 'Reconciled, with differences.');
              },
            );
          },
          inject: [
            TenantDirectory,
            CONNECTIONS,
            TakeInSnapshot,
            FindingRepository,
            MoneyDeskRepository,
            CLOCK,
          ],
        },
        {
          provide: CountCases,
          useFactory: (directory: TenantDirectory, metrics: Metrics) =>
            new CountCases(new CaseRepository(directory), (count) => metrics.casesOpen(count)),
          inject: [TenantDirectory, Metrics],
        },
      ],
      exports: [Reconcile, CountCases],
    };
  }
}
