import type { Currency, MerchantProfile } from '@acp-hub/commerce';
import type { ConnectorCapabilities, Store } from '@acp-hub/connector';
import type { PaymentAccount, PaymentCapabilities, PaymentHandler } from '@acp-hub/payment';
import type { Mode } from '../agents/agent';

/** One merchant's shop together with the account its buyers pay into, ready to be called. */
export interface Connection {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly mode: Mode;
  readonly currency: Currency;
  readonly merchant: MerchantProfile;
  readonly refunds: 'follow_platform' | 'record_only';
  readonly platform: {
    readonly id: string;
    readonly capabilities: ConnectorCapabilities;
    readonly store: Store;
  };
  readonly payment: {
    readonly providerId: string;
    readonly capabilities: PaymentCapabilities;
    readonly handler: PaymentHandler;
    readonly account: PaymentAccount;
  };
}

/** Opens connections; the only way from a use case to a platform or a payment provider. */
export interface Connections {
  /** @throws Error where the connection does not exist or its configuration does not fit any more. */
  open(tenantId: string, connectionId: string): Promise<Connection>;
}
