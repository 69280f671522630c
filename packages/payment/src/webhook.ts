import type { PaymentId } from './payment';

/** A delivery exactly as it arrived: the signature covers the raw bytes. */
export interface WebhookRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface PaymentWebhook {
  /** The provider's id of the delivery, stable over redeliveries: duplicates are known by it. */
  readonly id: string;
  readonly paymentIds: readonly PaymentId[];
}
