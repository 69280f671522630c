import { Query, type Connection, type FieldDef } from 'pg';
import { serialize } from 'pg-protocol';
import { tenantSetting, type TransactionKind } from './tenant-setting';
import type { TenantStatement } from './tenant-statement';

const SYNC = serialize.sync();

/**
 * Statements, each preceded by the setting that names its tenant, in one network round trip and one implicit
 * transaction: Bind and Execute of the setting, Bind and Execute of the statement, and so on, then a single Sync. The
 * settings are local to that transaction, so that nothing of them is left on the pooled connection. All of it is
 * one write to the socket. (docs/decisions/0007-tenant-setting-in-the-same-round-trip.md)
 */
export class TenantQuery extends Query {
  readonly #kind: TransactionKind;
  readonly #statements: readonly TenantStatement[];
  /** Commands that were completed: a setting, its statement, the next setting, and so on. */
  #completed = 0;

  /** @param statements all of them prepared on the connection where there are several. */
  constructor(
    kind: TransactionKind,
    statements: readonly [TenantStatement, ...TenantStatement[]],
    done: (error: Error | null) => void,
  ) {
    const [{ statement }] = statements;
    super(statement.text, done);
    this.name = statement.name;
    this.values = [];
    this.#kind = kind;
    this.#statements = statements;
  }

  override prepare(connection: Connection): void {
    const messages: Buffer[] = [];
    if (!this.hasBeenParsed(connection)) {
      messages.push(serialize.parse({ name: this.name, text: this.text }));
      connection.submittedNamedStatements[this.name] = this.text;
    }
    for (const [index, statement] of this.#statements.entries()) {
      const kind = index === 0 ? this.#kind : 'own';
      messages.push(tenantSetting(statement.tenantId, kind), ...statement.messages());
    }
    messages.push(SYNC);
    connection.stream.write(Buffer.concat(messages));
  }

  override handleRowDescription({ fields }: { readonly fields: readonly FieldDef[] }): void {
    this.#underWay?.describe(fields);
  }

  override handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    this.#underWay?.addRow(fields);
  }

  override handleCommandComplete(): void {
    this.#completed += 1;
  }

  /** The statement whose rows come back, if not those of a setting. */
  get #underWay(): TenantStatement | undefined {
    const isSetting = this.#completed % 2 === 0;
    return isSetting ? undefined : this.#statements[(this.#completed - 1) / 2];
  }
}
