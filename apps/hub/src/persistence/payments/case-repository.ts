import type { FindingCode } from '../../payments/findings';
import type { CaseRecords, OpenFinding, TroubledAttempt } from '../../payments/cases/ports';
import type { Saga } from '../../payments/saga';
import type { TenantDirectory } from '../tenant-directory';
import type { Statement } from '../tenant-statement';
import {
  FIND_FINDING,
  HURRY,
  OPEN_FINDINGS,
  SETTLE_FINDING,
  TROUBLED_ATTEMPT,
  TROUBLED_ATTEMPTS,
} from './case-statements';

interface AttemptRow {
  attempt_id: string;
  session_id: string;
  state: TroubledAttempt['state'];
  saga: Saga;
  created_at: Date;
  updated_at: Date;
  connection_id: string;
}

interface FindingRow {
  finding_id: string;
  connection_id: string;
  session_id: string | null;
  order_id: string | null;
  attempt_id: string | null;
  code: FindingCode;
  reference: string;
  detail: string;
  found_at: Date;
}

const MOST_COUNTED = 10_000;

export class CaseRepository implements CaseRecords {
  constructor(private readonly directory: TenantDirectory) {}

  async attempts(tenantId: string): Promise<readonly TroubledAttempt[]> {
    return (await this.#rows<AttemptRow>(TROUBLED_ATTEMPTS, [tenantId])).map(attemptOf(tenantId));
  }

  async attempt(tenantId: string, attemptId: string): Promise<TroubledAttempt | undefined> {
    const [row] = await this.#rows<AttemptRow>(TROUBLED_ATTEMPT, [tenantId, attemptId]);
    return row && attemptOf(tenantId)(row);
  }

  async findings(tenantId: string): Promise<readonly OpenFinding[]> {
    return (await this.#rows<FindingRow>(OPEN_FINDINGS, [tenantId])).map(findingOf(tenantId));
  }

  async finding(tenantId: string, findingId: string): Promise<OpenFinding | undefined> {
    const [row] = await this.#rows<FindingRow>(FIND_FINDING, [tenantId, findingId]);
    return row && findingOf(tenantId)(row);
  }

  async settleFinding(tenantId: string, findingId: string, as: string, note: string): Promise<boolean> {
    return (await this.#rows(SETTLE_FINDING, [tenantId, findingId, as, note])).length === 1;
  }

  async hurry(tenantId: string, attemptId: string): Promise<void> {
    await this.#rows(HURRY, [tenantId, attemptId]);
  }

  async countOpen(): Promise<number> {
    const now = new Date();
    const attempts = await this.directory.due('troubled_attempts', now, MOST_COUNTED);
    const refunds = await this.directory.due('manual_refunds', now, MOST_COUNTED);
    const findings = await this.directory.due('open_findings', now, MOST_COUNTED);
    return attempts.length + refunds.length + findings.length;
  }

  async #rows<Row extends object>(statement: Statement, values: readonly [string, ...unknown[]]) {
    const { scope } = await this.directory.open(values[0]);
    return scope.run<Row & Record<string, unknown>>(statement, values);
  }
}

const attemptOf =
  (tenantId: string) =>
  (row: AttemptRow): TroubledAttempt => ({
    tenantId,
    attemptId: row.attempt_id,
    sessionId: row.session_id,
    connectionId: row.connection_id,
    state: row.state,
    saga: row.saga,
    openedAt: row.created_at,
    updatedAt: row.updated_at,
  });

const findingOf =
  (tenantId: string) =>
  (row: FindingRow): OpenFinding => ({
    tenantId,
    findingId: row.finding_id,
    connectionId: row.connection_id,
    ...(row.session_id === null ? {} : { sessionId: row.session_id }),
    ...(row.order_id === null ? {} : { orderId: row.order_id }),
    ...(row.attempt_id === null ? {} : { attemptId: row.attempt_id }),
    code: row.code,
    reference: row.reference,
    detail: row.detail,
    foundAt: row.found_at,
  });
