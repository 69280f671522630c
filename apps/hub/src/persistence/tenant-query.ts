import {
  Query,
  types,
  type BindMessage,
  type Connection,
  type FieldDef,
  type MessageSink,
  type ParseMessage,
  type PortalMessage,
  type QueryResultRow,
} from 'pg';
import { serialize } from 'pg-protocol';

const DURABLE = { name: 'hub_tenant', text: "SELECT set_config('hub.tenant', $1, true)" } as const;
const PASSING = {
  name: 'hub_tenant_passing',
  text: "SELECT set_config('hub.tenant', $1, true), set_config('synchronous_commit', 'off', true)",
} as const;

/** Prepared on every new connection of the pool, see `createPool`. */
export const TENANT_STATEMENTS = [DURABLE, PASSING] as const;

/** A statement with a name is parsed and planned once a connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  /**
   * What it writes may be lost when PostgreSQL itself crashes, in the moment before it reaches the disk: its
   * commit does not wait for that. Whatever a later durable statement wrote brings it along.
   */
  readonly passing?: boolean;
}

type Done<Row extends QueryResultRow> = (error: Error | undefined, rows: Row[]) => void;

/** A column of a statement's rows, and how its text becomes a value. */
interface Column {
  readonly name: string;
  readonly parse: (text: string) => unknown;
}

/** By statement; PostgreSQL refuses to run a prepared statement whose columns have changed. */
const columnsOf = new Map<string, readonly Column[]>();

/**
 * One statement preceded by the tenant setting, both in one network round trip and one implicit
 * transaction: Bind and Execute of the setting, then the statement, then a single Sync. The setting is
 * local to that transaction, so that nothing of it is left on the pooled connection. All of it is one write
 * to the socket, and the columns of a statement are asked for once a process.
 * (docs/decisions/0007-tenant-setting-in-the-same-round-trip.md)
 */
export class TenantQuery<Row extends QueryResultRow> extends Query<Row> {
  readonly #tenantId: string;
  readonly #statement: Statement;
  readonly #rows: Row[] = [];
  #columns: readonly Column[] | undefined;
  #tenantIsSet = false;

  constructor(tenantId: string, statement: Statement, values: readonly unknown[], done: Done<Row>) {
    super(statement.text, (error: Error | undefined) => done(error, this.#rows));
    this.name = statement.name;
    this.values = values;
    this.#tenantId = tenantId;
    this.#statement = statement;
    this.#columns = columnsOf.get(statement.name);
  }

  override prepare(connection: Connection): void {
    const batch = new MessageBatch(
      connection,
      tenantMessages(this.#tenantId, this.#statement),
      this.#columns === undefined,
    );
    super.prepare(batch);
    connection.stream.write(batch.bytes());
  }

  override handleRowDescription({ fields }: { readonly fields: readonly FieldDef[] }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({
      name,
      parse: types.getTypeParser(dataTypeID, 'text') as Column['parse'],
    }));
    columnsOf.set(this.#statement.name, this.#columns);
  }

  override handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    if (!this.#tenantIsSet || this.#columns === undefined) return;
    const row: Record<string, unknown> = {};
    for (const [index, { name, parse }] of this.#columns.entries()) {
      const text = fields[index] ?? null;
      row[name] = text === null ? null : parse(text);
    }
    this.#rows.push(row as Row);
  }

  override handleCommandComplete(): void {
    this.#tenantIsSet = true;
  }
}

/** Bind and Execute of the setting, by tenant: the same bytes for each of its statements. */
const durableMessages = new Map<string, Buffer>();
const passingMessages = new Map<string, Buffer>();
const MOST_REMEMBERED = 10_000;

function tenantMessages(tenantId: string, { passing }: Statement): Buffer {
  const messagesOf = passing ? passingMessages : durableMessages;
  const known = messagesOf.get(tenantId);
  if (known !== undefined) return known;
  const statement = passing ? PASSING.name : DURABLE.name;
  const bind = serialize.bind({ statement, values: [tenantId] });
  const messages = Buffer.concat([bind, serialize.execute({ portal: '' })]);
  if (messagesOf.size >= MOST_REMEMBERED) messagesOf.clear();
  messagesOf.set(tenantId, messages);
  return messages;
}

/** Takes the messages that pg's `Query` would send one by one. */
class MessageBatch implements MessageSink {
  readonly parsedStatements: Connection['parsedStatements'];
  readonly submittedNamedStatements: Connection['submittedNamedStatements'];
  readonly #messages: Buffer[];
  readonly #describes: boolean;

  /** @param first what goes before them. */
  constructor(connection: Connection, first: Buffer, describes: boolean) {
    this.#messages = [first];
    this.parsedStatements = connection.parsedStatements;
    this.submittedNamedStatements = connection.submittedNamedStatements;
    this.#describes = describes;
  }

  parse(message: ParseMessage): void {
    this.#messages.push(serialize.parse(message));
  }

  bind(message: BindMessage): void {
    this.#messages.push(serialize.bind(message));
  }

  describe(message: PortalMessage): void {
    if (this.#describes) this.#messages.push(serialize.describe(message));
  }

  execute(message: { readonly portal: string }): void {
    this.#messages.push(serialize.execute(message));
  }

  close(message: PortalMessage): void {
    this.#messages.push(serialize.close(message));
  }

  sync(): void {
    this.#messages.push(serialize.sync());
  }

  bytes(): Buffer {
    return Buffer.concat(this.#messages);
  }
}
