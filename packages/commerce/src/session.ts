import type { PersonalData } from './buyer';
import type { AgentCapabilities } from './capabilities';
import type { Currency } from './currency';
import type { ItemId, LineId, OptionId, OrderId, SessionId } from './ids';
import type { Message } from './message';
import type {
  AppliedDiscount,
  FulfillmentOption,
  ItemDetails,
  ItemRequest,
  RejectedDiscount,
  Stock,
} from './quote';
import type { AuthenticationMetadata } from './authentication';
import type { Totals } from './totals';

export const checkoutStatuses = [
  'incomplete',
  'not_ready_for_payment',
  'requires_escalation',
  'authentication_required',
  'ready_for_payment',
  'pending_approval',
  'complete_in_progress',
  'in_progress',
  'completed',
  'canceled',
  'expired',
] as const;

export type CheckoutStatus = (typeof checkoutStatuses)[number];

/** A line of a session. Integer minor units: base − discount = subtotal, subtotal + tax = total. */
export interface Line {
  readonly id: LineId;
  readonly item: ItemDetails;
  readonly quantity: number;
  /** Price of one as the store shows it. */
  readonly unitAmount: number;
  readonly base: number;
  readonly discount: number;
  readonly subtotal: number;
  readonly tax: number;
  readonly total: number;
  readonly stock: Stock;
  readonly requiresShipping: boolean;
}

/** Which option delivers which lines. */
export interface SelectedOption {
  readonly type: FulfillmentOption['type'];
  readonly optionId: OptionId;
  readonly itemIds: readonly ItemId[];
}

/** A channel on which the merchant may offer marketing messages. */
export interface MarketingConsentOption {
  readonly channel: string;
  readonly displayText: string;
  readonly privacyPolicyUrl: string;
  readonly isSubscribed?: boolean;
}

/** What the platform answered last, kept so that the next quote and the order can refer to it. */
export interface QuoteState {
  readonly reference?: string;
  readonly expiresAt?: string;
  /** Digest of the request the quote answered; a session is quoted again when it differs. */
  readonly requestDigest: string;
}

/** The order a completed session became, as a session shows it. */
export interface SessionOrder {
  readonly id: OrderId;
  /** The number the platform shows its customer. */
  readonly number?: string;
  readonly permalinkUrl: string;
}

/** A checkout session: the hub's own, whatever protocol version is spoken in front and platform behind. */
export interface CheckoutSession {
  readonly id: SessionId;
  readonly status: CheckoutStatus;
  readonly currency: Currency;
  readonly locale?: string;
  readonly timezone?: string;
  /** What the agent asked for, known to the store or not. */
  readonly items: readonly ItemRequest[];
  readonly coupons: readonly string[];
  /** The agent's explicit choice; the effective one is `selected`. */
  readonly chosenOption?: OptionId;
  readonly lines: readonly Line[];
  readonly options: readonly FulfillmentOption[];
  readonly selected: readonly SelectedOption[];
  readonly appliedDiscounts: readonly AppliedDiscount[];
  readonly rejectedDiscounts: readonly RejectedDiscount[];
  readonly totals: Totals;
  readonly pricesIncludeTax: boolean;
  readonly addressRequired: boolean;
  readonly messages: readonly Message[];
  readonly personal: PersonalData;
  readonly agentCapabilities: AgentCapabilities;
  readonly authentication?: AuthenticationMetadata;
  /** 3-D Secure was asked for at some time, so that a result may come. */
  readonly authenticationAsked?: true;
  readonly quote?: QuoteState;
  readonly order?: SessionOrder;
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Number of payment attempts opened so far; provider keys derive from it. */
  readonly attempts: number;
  /** RFC 3339 UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly expiresAt: string;
}
