import type { QueryResultRow } from 'pg';
import type { Tenant, TenantDirectory } from '../../src/persistence/tenant-directory';
import type { TenantScope, TenantTransaction } from '../../src/persistence/tenant-scope';
import type { Statement } from '../../src/persistence/tenant-statement';

export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

export interface PlanRow {
  readonly 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }];
}

export const nodesOf = (node: PlanNode): readonly PlanNode[] => [
  node,
  ...(node.Plans ?? []).flatMap(nodesOf),
];

/** Tenants whose statements are explained before they run, where and as they run, and the plans by their names. */
export function explained(directory: Pick<TenantDirectory, 'open'>) {
  const plans = new Map<string, PlanNode>();

  async function explain(
    scope: TenantScope,
    { name, text }: Statement,
    values: readonly unknown[],
    how = '',
  ): Promise<void> {
    const asked = { name: `explain_${name}`, text: `EXPLAIN (FORMAT JSON) ${how}${text}` };
    const [row] = await scope.run<PlanRow & QueryResultRow>(asked, values);
    if (row === undefined) throw new Error('EXPLAIN always answers.');
    plans.set(name, row['QUERY PLAN'][0].Plan);
  }

  const explaining = (scope: TenantScope): TenantScope => ({
    tenantId: scope.tenantId,
    async run<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
      await explain(scope, statement, values);
      return scope.run<Row>(statement, values);
    },
    transaction: (work) => scope.transaction((inner) => work(explainingTransaction(inner))),
    async *stream(statement, values, sizeOf) {
      await explain(scope, statement, values, 'DECLARE explained NO SCROLL CURSOR FOR ');
      yield* scope.stream(statement, values, sizeOf);
    },
    copy: (statement, values, aims) => scope.copy(statement, values, aims),
  });

  const explainingTransaction = (transaction: TenantTransaction): TenantTransaction => ({
    ...explaining(transaction),
    send(statement, values) {
      // The transaction hears of a failure.
      explain(transaction, statement, values).catch(() => undefined);
      transaction.send(statement, values);
    },
  });

  const open = async (tenantId: string): Promise<Tenant> => {
    const tenant = await directory.open(tenantId);
    return { ...tenant, scope: explaining(tenant.scope) };
  };
  return { directory: { open }, plans };
}
