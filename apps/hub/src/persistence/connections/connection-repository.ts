import type { MerchantProfile } from '@acp-hub/commerce';
import type { Mode } from '../../agents/agent';
import type { TenantDirectory } from '../tenant-directory';

export interface ConnectionRow {
  readonly connectionId: string;
  readonly mode: Mode;
  readonly currency: string;
  readonly refunds: 'follow_platform' | 'record_only';
  readonly connector: string;
  readonly config: unknown;
  readonly paymentProvider: string;
  readonly paymentConfig: unknown;
  /** What reports may still be signed by; until when. */
  readonly formerConfig?: { readonly value: unknown; readonly until: Date };
  readonly formerPaymentConfig?: { readonly value: unknown; readonly until: Date };
  readonly merchant: MerchantProfile;
  /** Changes with everything above. */
  readonly fingerprint: string;
}

interface StoredRow {
  mode: Mode;
  currency: string;
  refunds: ConnectionRow['refunds'];
  connector: string;
  config: Buffer;
  payment_provider: string;
  payment_config: Buffer;
  former_config: Buffer | null;
  former_config_until: Date | null;
  former_payment_config: Buffer | null;
  former_payment_config_until: Date | null;
  name: string;
  profile: Omit<MerchantProfile, 'name'>;
}

const FIND = {
  name: 'connection_find',
  text: `
    SELECT c.mode, c.currency, c.refunds, c.connector, c.config, c.payment_provider, c.payment_config,
      c.former_config, c.former_config_until, c.former_payment_config, c.former_payment_config_until, t.name, t.profile
    FROM hub.connections c JOIN hub.tenants t USING (tenant_id)
    WHERE c.tenant_id = $1 AND c.connection_id = $2`,
};
const GET_VALUE = {
  name: 'connection_value_get',
  text: 'SELECT value FROM hub.connection_values WHERE tenant_id = $1 AND connection_id = $2 AND key = $3',
};
const SET_VALUE = {
  name: 'connection_value_set',
  text: `
    INSERT INTO hub.connection_values (tenant_id, connection_id, key, value, expires_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (tenant_id, connection_id, key)
      DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`,
};

export const configContext = (connectionId: string): string => `connection:${connectionId}:config`;
export const paymentConfigContext = (connectionId: string): string => `connection:${connectionId}:payment`;

export class ConnectionRepository {
  constructor(private readonly directory: TenantDirectory) {}

  async find(tenantId: string, connectionId: string): Promise<ConnectionRow | undefined> {
    const { scope, sealing } = await this.directory.open(tenantId);
    const [row] = await scope.run<StoredRow>(FIND, [tenantId, connectionId]);
    if (row === undefined) return undefined;
    const former = (sealed: Buffer | null, until: Date | null, context: string) =>
      sealed === null || until === null
        ? undefined
        : { value: sealing.openWithTenantKey(sealed, context), until };
    const formerConfig = former(row.former_config, row.former_config_until, configContext(connectionId));
    const formerPaymentConfig = former(
      row.former_payment_config,
      row.former_payment_config_until,
      paymentConfigContext(connectionId),
    );
    return {
      connectionId,
      ...(formerConfig === undefined ? {} : { formerConfig }),
      ...(formerPaymentConfig === undefined ? {} : { formerPaymentConfig }),
      mode: row.mode,
      currency: row.currency,
      refunds: row.refunds,
      connector: row.connector,
      config: sealing.openWithTenantKey(row.config, configContext(connectionId)),
      paymentProvider: row.payment_provider,
      paymentConfig: sealing.openWithTenantKey(row.payment_config, paymentConfigContext(connectionId)),
      merchant: { ...row.profile, name: row.name },
      fingerprint: JSON.stringify([
        row.mode,
        row.currency,
        row.refunds,
        row.connector,
        row.config,
        row.payment_provider,
        row.payment_config,
        row.former_config,
        row.former_config_until,
        row.former_payment_config,
        row.former_payment_config_until,
        row.name,
        row.profile,
      ]),
    };
  }

  /** The small key/value that a connector is lent. */
  valuesOf(tenantId: string, connectionId: string) {
    const { directory } = this;
    return {
      async get(key: string): Promise<string | undefined> {
        const { scope } = await directory.open(tenantId);
        const [row] = await scope.run<{ value: string }>(GET_VALUE, [tenantId, connectionId, key]);
        return row?.value;
      },
      async set(key: string, value: string, until?: Date): Promise<void> {
        const { scope } = await directory.open(tenantId);
        await scope.run(SET_VALUE, [tenantId, connectionId, key, value, until ?? null]);
      },
    };
  }
}
