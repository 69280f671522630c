import type { AuthenticationResult } from './authentication';
import type {
  Address,
  AffiliateAttribution,
  Buyer,
  FulfillmentDetails,
  IntentTrace,
  MarketingConsent,
  RiskSignals,
} from './buyer';
import type { AgentCapabilities } from './capabilities';
import type { Currency } from './currency';
import type { OptionId } from './ids';
import type { ItemRequest } from './quote';

/** Open a session. Repeated items are already summed. */
export interface CreateCheckout {
  readonly items: readonly ItemRequest[];
  /** Absent in protocol versions that have no such field: the store's own currency. */
  readonly currency?: Currency;
  readonly buyer?: Buyer;
  readonly fulfillment?: FulfillmentDetails;
  readonly option?: OptionId;
  readonly coupons?: readonly string[];
  readonly capabilities: AgentCapabilities;
  readonly affiliate?: AffiliateAttribution;
  readonly locale?: string;
  readonly timezone?: string;
  readonly orderNotes?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** Change a session: what is absent stays, `null` clears. */
export interface UpdateCheckout {
  readonly items?: readonly ItemRequest[];
  readonly buyer?: Buyer | null;
  readonly fulfillment?: FulfillmentDetails | null;
  readonly option?: OptionId | null;
  readonly coupons?: readonly string[] | null;
  readonly orderNotes?: string | null;
}

/** Pay and place the order. */
export interface CompleteCheckout {
  readonly payment: PaymentInstruction;
  readonly buyer?: Buyer;
  readonly authenticationResult?: AuthenticationResult;
  /** The agent has no way to bring a result: a payment that waits for one is given up for this one. */
  readonly cannotAuthenticate?: true;
  readonly affiliate?: AffiliateAttribution;
  readonly marketingConsents?: readonly MarketingConsent[];
  readonly riskSignals?: RiskSignals;
  readonly orderNotes?: string;
}

export interface PaymentInstruction {
  /** The delegated token: a secret, never stored in clear nor logged. */
  readonly token: string;
  /**
   * The handler the agent chose (`capabilities.payment.handlers[].id`), from 2026-01-30 on. Taken as it comes: a store
   * connection offers one, so that nothing is ambiguous, and a token made out for another account is declined there.
   */
  readonly handlerId?: string;
  /** The provider the agent named, up to 2026-01-16. */
  readonly provider?: string;
  readonly instrumentType?: string;
  readonly billingAddress?: Address;
}

export interface CancelCheckout {
  readonly intentTrace?: IntentTrace;
}
