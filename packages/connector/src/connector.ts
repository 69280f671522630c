import type {
  Currency,
  ItemId,
  OrderSnapshot,
  Product,
  Quote,
  QuoteRequest,
  Variant,
} from '@acp-hub/commerce';
import type { z } from 'zod';
import type { ConnectorCapabilities } from './capabilities';
import type { ConsentFlow } from './consent';
import type { ConnectContext } from './context';
import type { PlaceOrder, PlacedOrder, PaymentRecord, RefundOrder, RefundRecord } from './orders';
import type { LeftOut, Page } from './products';
import type { CheckReport } from './report';
import type { PlatformEvent, WebhookRequest } from './webhooks';

/** The version of this interface a connector was written for; the hub refuses one it does not know. */
export const CONNECTOR_SPEC_VERSION = 1;

/** A commerce platform, as the hub knows it: data and one function. */
export interface Connector<Config = unknown> {
  readonly specVersion: typeof CONNECTOR_SPEC_VERSION;
  /** Stable, lower case, e.g. `custom`; stored with every connection. */
  readonly id: string;
  readonly displayName: string;
  /** Drives validation, forms and documentation; secrets are marked with `.meta({ secret: true })`. */
  readonly configSchema: z.ZodType<Config>;
  readonly capabilities: ConnectorCapabilities;
  /** Where a merchant can let the hub in by one click. */
  readonly consent?: ConsentFlow<Config>;
  /** Opens a merchant's store. Makes no request. */
  connect(config: Config, context: ConnectContext): Store;
}

/** One merchant's store. Every method rejects with a `ConnectorError`, and with nothing else. */
export interface Store {
  /** Tells whether the credentials work, what they lack and what is misconfigured. Never rejects. */
  check(): Promise<CheckReport>;
  /** Pages through everything sellable in a stable order; `updatedSince` (RFC 3339, inclusive) narrows to changes. */
  listProducts(query: { readonly cursor?: string; readonly updatedSince?: string }): Promise<Page<Product>>;
  /**
   * Current price and stock of the items; unknown ones are missing. Of what is there and cannot be sold, `onLeftOut` is
   * told: it is not gone.
   */
  getVariants(ids: readonly ItemId[], onLeftOut?: (what: LeftOut) => void): Promise<readonly Variant[]>;
  /** Prices the whole request. `reference` of an earlier quote may save work and is never needed. */
  quote(request: QuoteRequest, reference?: string): Promise<Quote>;
  /** Makes the order once per `idempotencyKey`, at exactly `expectedTotal` or not at all. */
  placeOrder(order: PlaceOrder): Promise<PlacedOrder>;
  /** Records the payment once per `idempotencyKey`; a held order becomes paid and announced. */
  confirmOrder(platformOrderId: string, payment: PaymentRecord): Promise<OrderSnapshot>;
  /** The order placed under that key, in whatever state; `undefined` is proof that there is none. */
  findOrder(by: { readonly idempotencyKey: string }): Promise<PlacedOrder | undefined>;
  getOrder(platformOrderId: string): Promise<OrderSnapshot>;
  listOrders(query: {
    readonly updatedSince: string;
    readonly cursor?: string;
  }): Promise<Page<OrderSnapshot>>;
  /** Cancels and releases stock; cancelling twice is no error. Moves no money. */
  cancelOrder(
    platformOrderId: string,
    reason: { readonly idempotencyKey: string; readonly note: string },
  ): Promise<OrderSnapshot>;
  /** Writes a refund into the platform's books once per `idempotencyKey`, without moving money. */
  refundOrder?(platformOrderId: string, refund: RefundOrder): Promise<RefundRecord>;
  /** Verifies a webhook and says what it hints at; `undefined` when it is not authentic. */
  parseWebhook?(request: WebhookRequest): PlatformEvent | undefined;
  /** Makes the platform call `url`; safe to repeat. */
  registerWebhooks?(url: string): Promise<void>;
  /** A page of the merchant's own site where the buyer finishes what the request describes. */
  handOffUrl?(request: QuoteRequest, reference?: string): Promise<string>;
  /** Frees what `connect` opened. */
  close?(): Promise<void>;
}

/** What a store says of itself, read by `check`. */
export interface StoreFacts {
  readonly name: string;
  readonly currency: Currency;
  readonly pricesIncludeTax: boolean;
}
