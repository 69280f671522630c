import { currency } from '@acp-hub/commerce';
import type { ConnectContext, Logger } from '@acp-hub/connector';
import { createTransport, type OwnedTransport } from '@acp-hub/connector-http';
import type { ConnectionRepository, ConnectionRow } from '../persistence/connections/connection-repository';
import { Circuit } from './circuit';
import type { Clock } from '../clock';
import { withFields } from '../with-fields';
import type { Connection, Connections } from './connection';
import { alsoNotifiedAs, alsoReportedAs, type Former } from './former-secrets';
import { observedStore, type ObserveCall } from './observed-store';
import { RatePause } from './rate-pause';
import type { Registry } from './registry';

export interface OpenConnectionsOptions {
  readonly allowPrivateAddresses: boolean;
  readonly storeDeadlineMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly lock: ConnectContext['lock'];
  readonly observe: (connector: string) => ObserveCall;
}

interface Opened {
  readonly connection: Connection;
  readonly fingerprint: string;
  readonly transport: OwnedTransport;
  until: number;
}

/** A changed configuration may still be used for this long. */
const REMEMBER_MS = 5_000;

/** Opens connections from their rows and keeps them open, each with a transport and a circuit of its own. */
export class OpenConnections implements Connections {
  readonly #opened = new Map<string, Promise<Opened>>();

  constructor(
    private readonly rows: ConnectionRepository,
    private readonly registry: Registry,
    private readonly options: OpenConnectionsOptions,
  ) {}

  async open(tenantId: string, connectionId: string): Promise<Connection> {
    const key = `${tenantId}/${connectionId}`;
    const before = await this.#opened.get(key);
    const now = this.options.clock.now().getTime();
    if (before !== undefined && before.until > now) return before.connection;
    const opening = this.#refresh(tenantId, connectionId, before);
    this.#opened.set(key, opening);
    try {
      return (await opening).connection;
    } catch (error) {
      this.#opened.delete(key);
      throw error;
    }
  }

  async close(): Promise<void> {
    const settled = await Promise.allSettled(this.#opened.values());
    this.#opened.clear();
    await Promise.all(
      settled.flatMap((each) => (each.status === 'fulfilled' ? [closeOpened(each.value)] : [])),
    );
  }

  async #refresh(tenantId: string, connectionId: string, before: Opened | undefined): Promise<Opened> {
    const row = await this.rows.find(tenantId, connectionId);
    if (row === undefined) throw new Error(`There is no connection ${connectionId}.`);
    const until = this.options.clock.now().getTime() + REMEMBER_MS;
    if (before?.fingerprint === row.fingerprint) return { ...before, until };
    // Requests under way keep the old transport until they have ended.
    if (before !== undefined) void closeOpened(before);
    return this.#openRow(tenantId, row, until);
  }

  #openRow(tenantId: string, row: ConnectionRow, until: number): Opened {
    const { registry, options } = this;
    const connector = registry.connector(row.connector);
    const provider = registry.provider(row.paymentProvider);
    const open = options.allowPrivateAddresses && row.mode === 'test';
    const transport = createTransport({
      allowPrivateAddresses: open,
      allowPlainHttp: open,
      deadlineMs: options.storeDeadlineMs,
    });
    const { clock, lock } = options;
    const logger = withFields(options.logger, { tenantId, connectionId: row.connectionId });
    const limiter = new RatePause(clock);
    const connect = (config: unknown) =>
      connector.connect(connector.configSchema.parse(config), {
        transport,
        limiter,
        lock: (key, work) => lock(`${row.connectionId}/${key}`, work),
        store: this.rows.valuesOf(tenantId, row.connectionId),
        clock,
        logger,
      });
    const store = alsoReportedAs(connect(row.config), ifOpen(row.formerConfig, connect, clock), clock);
    const paymentConfig = provider.configSchema.parse(row.paymentConfig);
    const connectPayment = (config: unknown) =>
      provider.connect(provider.configSchema.parse(config), { mode: row.mode, transport, clock, logger });
    const connection: Connection = {
      tenantId,
      connectionId: row.connectionId,
      mode: row.mode,
      currency: currency(row.currency),
      merchant: row.merchant,
      refunds: row.refunds,
      platform: {
        id: connector.id,
        capabilities: connector.capabilities,
        store: observedStore(store, {
          circuit: new Circuit(clock),
          limiter,
          observe: options.observe(connector.id),
        }),
      },
      payment: {
        providerId: provider.id,
        capabilities: provider.capabilities,
        handler: provider.describeHandler(paymentConfig),
        account: alsoNotifiedAs(
          connectPayment(paymentConfig),
          ifOpen(row.formerPaymentConfig, connectPayment, clock),
          clock,
        ),
      },
    };
    return { connection, fingerprint: row.fingerprint, transport, until };
  }
}

/** What was set up before, while reports may still be signed by it. */
const ifOpen = <Opened>(
  former: { readonly value: unknown; readonly until: Date } | undefined,
  open: (config: unknown) => Opened,
  clock: Clock,
): Former<Opened> | undefined =>
  former === undefined || former.until <= clock.now()
    ? undefined
    : { value: open(former.value), until: former.until };

async function closeOpened({ connection, transport }: Opened): Promise<void> {
  await connection.platform.store.close?.();
  await transport.close();
}
