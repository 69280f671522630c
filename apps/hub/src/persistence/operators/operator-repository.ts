import { isOperatorScope, type Operator, type OperatorSummary } from '../../operators/operator';
import type { NewOperator, Operators } from '../../operators/ports';
import type { TenantDirectory } from '../tenant-directory';
import type { TenantScopes } from '../tenant-scope';

const statement = (name: string, text: string) => ({ name: `operator_${name}`, text });

const FIND = statement(
  'find',
  `SELECT o.scopes FROM hub.operators o JOIN hub.tenants t ON t.tenant_id = o.tenant_id AND t.disabled_at IS NULL
   WHERE o.tenant_id = $1 AND o.operator_id = $2 AND o.disabled_at IS NULL`,
);
const ADD = statement(
  'add',
  `INSERT INTO hub.operators (tenant_id, operator_id, name, token_hash, scopes, created_at)
   VALUES ($1, $2, $3, $4, $5, now())`,
);
const LIST = statement(
  'list',
  `SELECT operator_id, name, scopes, created_at, disabled_at IS NOT NULL AS disabled
   FROM hub.operators WHERE tenant_id = $1 ORDER BY operator_id`,
);
const DISABLE = statement(
  'disable',
  `UPDATE hub.operators SET disabled_at = coalesce(disabled_at, now())
   WHERE tenant_id = $1 AND operator_id = $2 RETURNING 1`,
);

type Row = { operator_id: string; name: string; scopes: string[]; created_at: Date; disabled: boolean };

export class OperatorRepository implements Operators {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly scopes: TenantScopes,
  ) {}

  async findByTokenHash(hash: Buffer): Promise<Operator | undefined> {
    const located = await this.directory.findByOperatorToken(hash);
    if (located === undefined) return undefined;
    const { tenantId, id: operatorId } = located;
    const [row] = await this.scopes.of(tenantId).run<Pick<Row, 'scopes'>>(FIND, [tenantId, operatorId]);
    return row && { tenantId, operatorId, scopes: row.scopes.filter(isOperatorScope) };
  }

  async add(tenantId: string, { operatorId, name, tokenHash, scopes }: NewOperator): Promise<void> {
    await this.scopes.of(tenantId).run(ADD, [tenantId, operatorId, name, tokenHash, scopes]);
  }

  async list(tenantId: string): Promise<readonly OperatorSummary[]> {
    const rows = await this.scopes.of(tenantId).run<Row>(LIST, [tenantId]);
    return rows.map((row) => ({
      tenantId,
      operatorId: row.operator_id,
      name: row.name,
      scopes: row.scopes.filter(isOperatorScope),
      createdAt: row.created_at,
      disabled: row.disabled,
    }));
  }

  async disable(tenantId: string, operatorId: string): Promise<'changed' | 'unknown'> {
    const rows = await this.scopes.of(tenantId).run(DISABLE, [tenantId, operatorId]);
    return rows.length === 0 ? 'unknown' : 'changed';
  }
}
