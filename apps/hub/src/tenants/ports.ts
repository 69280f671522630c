import type { MerchantProfile } from '@acp-hub/commerce';
import type { AgentProfile, Mode } from '../agents/agent';

export interface NewTenant {
  readonly tenantId: string;
  readonly name: string;
  readonly profile: Omit<MerchantProfile, 'name'>;
}

export const refundPolicies = ['follow_platform', 'record_only'] as const;

/** Whether a refund in the back office refunds the payment, or is only written down. */
export type RefundPolicy = (typeof refundPolicies)[number];

export interface NewConnection {
  readonly connectionId: string;
  readonly name: string;
  readonly mode: Mode;
  readonly connector: string;
  readonly config: unknown;
  readonly paymentProvider: string;
  readonly paymentConfig: unknown;
  readonly currency: string;
  readonly refunds: RefundPolicy;
  readonly ingressId: string;
}

export interface NewAgent {
  readonly agentId: string;
  readonly name: string;
  readonly profile: AgentProfile;
  readonly signature: { readonly policy: 'off' | 'optional' | 'required'; readonly secret?: string };
  readonly webhook?: { readonly url: string; readonly secret: string; readonly apiVersion?: string };
}

export interface NewToken {
  readonly tokenId: string;
  readonly token: string;
  readonly agentId: string;
  readonly connectionId: string;
  readonly mode: Mode;
}

export interface TenantSummary {
  readonly tenantId: string;
  readonly name: string;
  readonly createdAt: string;
  readonly disabled: boolean;
}

export interface ConnectionSummary {
  readonly connectionId: string;
  readonly tenantId: string;
  readonly name: string;
  readonly mode: Mode;
  readonly connector: string;
  readonly paymentProvider: string;
  readonly currency: string;
  readonly refunds: RefundPolicy;
  readonly ingressPath: string;
  /** Where the payment provider reports what happens to payments. */
  readonly paymentIngressPath: string;
  readonly disabled: boolean;
}

export interface AgentSummary {
  readonly agentId: string;
  readonly tenantId: string;
  readonly name: string;
  readonly profile: AgentProfile;
  readonly webhookUrl: string | undefined;
  /** It answered 410 and gets nothing until it is enabled. */
  readonly webhookDisabled: boolean;
  /** `undefined`: each order's own. */
  readonly webhookApiVersion: string | undefined;
  readonly tokens: readonly {
    readonly tokenId: string;
    readonly connectionId: string;
    readonly mode: Mode;
    readonly disabled: boolean;
  }[];
  readonly disabled: boolean;
}

/** Whether there was such a row. */
export type Changed = 'changed' | 'unknown';

/** Merchants, their shops and the agents that may sell for them. */
export interface Tenants {
  add(tenant: NewTenant): Promise<void>;
  addConnection(tenantId: string, connection: NewConnection): Promise<void>;
  /** Both or neither. @throws ProvisioningError where the token is in use already */
  addAgent(tenantId: string, agent: NewAgent, token: NewToken): Promise<void>;
  /** @throws ProvisioningError where the token is in use already */
  addToken(tenantId: string, token: NewToken): Promise<void>;
  find(tenantId: string): Promise<TenantSummary | undefined>;
  ids(): Promise<readonly string[]>;
  list(): Promise<readonly TenantSummary[]>;
  /** Wraps every merchant's key by the hub's present one. @returns whose was wrapped by a former one. */
  renewKeys(): Promise<readonly string[]>;
  connections(tenantId: string): Promise<readonly ConnectionSummary[]>;
  agents(tenantId: string): Promise<readonly AgentSummary[]>;
  /** Holds for what is refunded from then on. */
  setRefunds(tenantId: string, connectionId: string, refunds: RefundPolicy): Promise<Changed>;
  disable(tenantId: string, what: DisableTarget): Promise<Changed>;
  /** Which there are, never what they say. */
  secrets(tenantId: string): Promise<readonly SecretSummary[]>;
  replaceSecret(tenantId: string, change: SecretChange): Promise<Changed>;
}

export type DisableTarget =
  { readonly kind: 'tenant' } | { readonly kind: 'connection' | 'agent' | 'token'; readonly id: string };

export interface SecretSummary {
  readonly kind: SecretChange['kind'];
  /** The agent or connection it is of. */
  readonly ownerId: string;
  readonly ownerName: string;
  /** When the one that is staged takes over. */
  readonly takesOverAt: Date | undefined;
  /** Until when the one before is accepted beside it. */
  readonly formerUntil: Date | undefined;
}

/** `at`: when a webhook secret takes over, and until when any other's predecessor is accepted; absent: at once. */
export type SecretChange = { readonly at?: Date } & (
  | { readonly kind: 'webhook' | 'signature'; readonly agentId: string; readonly secret: string }
  | { readonly kind: 'config' | 'payment_config'; readonly connectionId: string; readonly value: unknown }
);
