import { types, utils, type FieldDef, type QueryResultRow } from 'pg';
import { serialize } from 'pg-protocol';

/** A statement with a name is parsed and planned once a connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  /**
   * Given where it touches rows of one sale alone and is over at once: it may be one transaction with those of other
   * requests, then. What a `passing` one writes, if anything, may be lost when PostgreSQL itself crashes, in the
   * moment before it reaches the disk: its commit does not wait for that. Whatever a durable statement writes later
   * brings it along.
   */
  readonly shares?: 'durable' | 'passing';
}

/** A column of a statement's rows, and how its text becomes a value. */
interface Column {
  readonly name: string;
  readonly parse: (text: string) => unknown;
}

/** By statement; PostgreSQL refuses to run a prepared statement whose columns have changed. */
const columnsOf = new Map<string, readonly Column[]>();

const DESCRIBE = serialize.describe({ type: 'P', name: '' });
const EXECUTE = serialize.execute({ portal: '' });

/** A statement with its values as one tenant, and the rows that came back for it. */
export class TenantStatement<Row extends QueryResultRow = QueryResultRow> {
  readonly #bind: Buffer;
  #rows: Row[] = [];

  /** @throws Error where a value cannot be sent. */
  constructor(
    readonly tenantId: string,
    readonly statement: Statement,
    values: readonly unknown[],
  ) {
    this.#bind = serialize.bind({
      statement: statement.name,
      values: [...values],
      valueMapper: utils.prepareValue,
    });
  }

  get rows(): Row[] {
    return this.#rows;
  }

  /** Bind and Execute; the columns are asked for once a process. */
  messages(): readonly Buffer[] {
    this.#rows = [];
    return columnsOf.has(this.statement.name) ? [this.#bind, EXECUTE] : [this.#bind, DESCRIBE, EXECUTE];
  }

  describe(fields: readonly FieldDef[]): void {
    const columns = fields.map(({ name, dataTypeID }) => ({
      name,
      parse: types.getTypeParser(dataTypeID, 'text') as Column['parse'],
    }));
    columnsOf.set(this.statement.name, columns);
  }

  addRow(fields: readonly (string | null)[]): void {
    const row: Record<string, unknown> = {};
    for (const [index, { name, parse }] of (columnsOf.get(this.statement.name) ?? []).entries()) {
      const text = fields[index] ?? null;
      row[name] = text === null ? null : parse(text);
    }
    this.#rows.push(row as Row);
  }
}
