import type { Operator, OperatorScope, OperatorSummary } from './operator';

export interface NewOperator {
  readonly operatorId: string;
  readonly name: string;
  readonly scopes: readonly OperatorScope[];
  readonly tokenHash: Buffer;
}

export interface Operators {
  /** `undefined` for a token that does not exist or is disabled, with its tenant. */
  findByTokenHash(hash: Buffer): Promise<Operator | undefined>;
  add(tenantId: string, operator: NewOperator): Promise<void>;
  list(tenantId: string): Promise<readonly OperatorSummary[]>;
  disable(tenantId: string, operatorId: string): Promise<'changed' | 'unknown'>;
}
