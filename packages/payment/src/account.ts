import type { Address, AuthenticationResult, Money } from '@acp-hub/commerce';
import type { PaymentReadResult, PaymentWriteResult } from './error';
import type { Authorization, Payment, PaymentId, PaymentMovement } from './payment';
import type { PaymentWebhook, WebhookRequest } from './webhook';

/**
 * One merchant's account at a payment provider. Every write is idempotent by its key: repeated with the same
 * arguments it applies once and answers the same. After `outcome: 'unknown'` look the payment up first.
 */
export interface PaymentAccount {
  /** Are the credentials good? Moves no money. */
  check(): Promise<PaymentReadResult<void>>;

  /** Reserves the amount on the buyer's means of payment; a decline is a value, not an error. */
  authorize(request: AuthorizeRequest): Promise<PaymentWriteResult<Authorization>>;

  /**
   * Takes an authorised amount or part of it; what is left over is released. A `pending` capture counts as taken; one
   * that fails after all stays among the payment's movements as `failed`.
   */
  capture(request: MovementRequest): Promise<PaymentWriteResult<PaymentMovement>>;

  /** Releases an authorisation that was not captured; the token behind it is spent all the same. */
  void(request: VoidRequest): Promise<PaymentWriteResult<void>>;

  /** Gives a captured amount or part of it back; the sum of refunds never exceeds what was captured. */
  refund(request: RefundRequest): Promise<PaymentWriteResult<PaymentMovement>>;

  /** The provider's present view of a payment; `undefined` where it knows none of that id. */
  retrieve(paymentId: PaymentId): Promise<PaymentReadResult<Payment | undefined>>;

  /** What became of an {@link authorize}; `undefined`: not applied so far, so repeat it under the same key. */
  findPayment(query: { readonly idempotencyKey: string }): Promise<PaymentReadResult<Payment | undefined>>;

  /** Verifies a delivery and names the payments it concerns; a hint to {@link retrieve}, never the truth. */
  parseWebhook?(request: WebhookRequest): Promise<PaymentReadResult<PaymentWebhook>>;
}

export interface AuthorizeRequest {
  readonly idempotencyKey: string;
  /** The agent's delegated payment token. A secret: never logged, never stored in clear. */
  readonly token: string;
  readonly amount: Money;
  readonly reference: PaymentReference;
  /** What came of 3-D Secure; with `paymentId` it resumes the payment that asked for it. */
  readonly authentication?: { readonly result: AuthenticationResult; readonly paymentId?: PaymentId };
  readonly billingAddress?: Address;
  /** Flat notes the provider shows beside the payment; no personal data. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Whose payment it is, in the hub's terms; written to the provider so that its books can be matched. */
export interface PaymentReference {
  readonly tenantId?: string;
  readonly sessionId: string;
  /** The platform's order, where it was placed before the money is reserved. */
  readonly orderId?: string;
  /** Counts from 1 in a session. */
  readonly attempt: number;
}

export interface MovementRequest {
  readonly idempotencyKey: string;
  readonly paymentId: PaymentId;
  readonly amount: Money;
  /** The platform's order that the money is for; by now there is one. */
  readonly orderId?: string;
}

export interface VoidRequest {
  readonly idempotencyKey: string;
  readonly paymentId: PaymentId;
}

export interface RefundRequest extends MovementRequest {
  readonly reason?: 'requested_by_customer' | 'duplicate' | 'fraudulent' | 'order_failed';
}
