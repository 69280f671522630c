import { ConnectorError } from '@acp-hub/connector';
import type { Connections } from '../../connectors/connection';
import type { TakeInSnapshot } from '../../orders/take-in-snapshot';
import type { Finding, Findings } from '../findings';
import { compareOrder } from './compare-order';
import { comparePayment, type MoneyRecords } from './compare-payment';
import { Unreachable, type Difference } from './difference';
import type { EndedAttempt } from './ports';

/** What a look at some attempts brought; findings known before are not told again, but when they have gone. */
export interface ReconcileReport {
  readonly checked: number;
  readonly findings: readonly Finding[];
  readonly unreachable: readonly NotCompared[];
}

/** An attempt whose shop or provider could not be asked, and why. */
export interface NotCompared {
  readonly attemptId: string;
  readonly sessionId: string;
  readonly orderId?: string;
  readonly why: string;
}

/** Compares hub, shop and provider attempt by attempt; mends what is safe to mend, and reports the rest. */
export class ReconcileAttempts {
  constructor(
    private readonly records: MoneyRecords,
    private readonly connections: Connections,
    private readonly takeIn: TakeInSnapshot,
    private readonly findings: Findings,
  ) {}

  async execute(attempts: readonly EndedAttempt[]): Promise<ReconcileReport> {
    const found: Finding[] = [];
    const unreachable: NotCompared[] = [];
    for (const attempt of attempts) {
      try {
        found.push(...(await this.#compare(attempt)));
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        const { attemptId, sessionId, order } = attempt;
        unreachable.push({ attemptId, sessionId, ...(order && { orderId: order.id }), why: error.message });
      }
    }
    return { checked: attempts.length - unreachable.length, findings: found, unreachable };
  }

  async #compare(attempt: EndedAttempt): Promise<readonly Finding[]> {
    const connection = await this.#open(attempt);
    const differences = [
      ...(await comparePayment(connection, attempt, this.records)),
      ...(await compareOrder(connection, attempt, this.takeIn)),
    ];
    const fresh: Finding[] = [];
    for (const difference of differences) {
      const finding = findingOf(attempt, difference, await isMended(difference));
      if (await this.findings.record(finding)) fresh.push(finding);
    }
    return [...fresh, ...(await this.findings.settleGone(whose(attempt), differences.map(named)))];
  }

  async #open({ tenantId, connectionId }: EndedAttempt) {
    try {
      return await this.connections.open(tenantId, connectionId);
    } catch (error) {
      throw new Unreachable(`Connection ${connectionId} cannot be opened with its settings.`, {
        cause: error,
      });
    }
  }
}

async function isMended({ mend }: Difference): Promise<boolean> {
  try {
    return mend !== undefined && (await mend());
  } catch (error) {
    if (error instanceof ConnectorError) throw new Unreachable(error.message);
    throw error;
  }
}

const whose = ({ tenantId, connectionId, sessionId, attemptId, order }: EndedAttempt) => ({
  ...{ tenantId, connectionId, sessionId, attemptId },
  ...(order === undefined ? {} : { orderId: order.id }),
});

const named = ({ code, reference }: Difference) => ({ code, reference });

const findingOf = (
  attempt: EndedAttempt,
  { code, reference, detail }: Difference,
  mended: boolean,
): Finding => ({
  ...{ ...whose(attempt), code, reference },
  outcome: mended ? 'mended' : 'reported',
  detail: mended ? `${detail} Mended.` : detail,
});
