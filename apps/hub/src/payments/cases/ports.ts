import type { Saga } from '../saga';
import type { FindingCode } from '../findings';

/** An attempt that waits for a person, or that has been tried for long. */
export interface TroubledAttempt {
  readonly tenantId: string;
  readonly attemptId: string;
  readonly sessionId: string;
  readonly connectionId: string;
  readonly state: 'manual' | 'open';
  readonly saga: Saga;
  readonly openedAt: Date;
  readonly updatedAt: Date;
}

export interface OpenFinding {
  readonly tenantId: string;
  readonly findingId: string;
  readonly connectionId: string;
  readonly sessionId?: string;
  readonly orderId?: string;
  readonly attemptId?: string;
  readonly code: FindingCode;
  readonly reference: string;
  readonly detail: string;
  readonly foundAt: Date;
}

export interface CaseRecords {
  attempts(tenantId: string): Promise<readonly TroubledAttempt[]>;
  attempt(tenantId: string, attemptId: string): Promise<TroubledAttempt | undefined>;
  findings(tenantId: string): Promise<readonly OpenFinding[]>;
  finding(tenantId: string, findingId: string): Promise<OpenFinding | undefined>;
  /** `false`: it was settled before. */
  settleFinding(tenantId: string, findingId: string, as: string, note: string): Promise<boolean>;
  /** Lets an attempt that waits for its next try have it now. */
  hurry(tenantId: string, attemptId: string): Promise<void>;
  /** How many cases are open, of all merchants; no more than some thousand are counted. */
  countOpen(): Promise<number>;
}
