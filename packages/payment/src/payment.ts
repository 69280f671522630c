import type { AuthenticationMetadata, Money } from '@acp-hub/commerce';

declare const paymentIdBrand: unique symbol;

/** The provider's own id of a payment. */
export type PaymentId = string & { readonly [paymentIdBrand]: true };

export const paymentId = (value: string): PaymentId => value as PaymentId;

/** What became of the wish to be paid. */
export type Authorization =
  /** Reserved, to be captured or voided. */
  | { readonly status: 'authorized'; readonly paymentId: PaymentId; readonly amount: Money }
  /** Taken at once, by a provider or a method that cannot reserve; undone by a refund. */
  | { readonly status: 'captured'; readonly paymentId: PaymentId; readonly capture: PaymentMovement }
  /** Refused for good: another try needs another token. */
  | {
      readonly status: 'declined';
      readonly paymentId?: PaymentId;
      readonly code: DeclineCode;
      /** For the buyer; without the provider's internals. */
      readonly message: string;
    }
  /** Authorise again with the result of 3-D Secure, under a new key. */
  | {
      readonly status: 'requires_authentication';
      readonly paymentId: PaymentId;
      readonly authentication: AuthenticationMetadata;
    };

export const declineCodes = [
  'card_declined',
  'insufficient_funds',
  'card_expired',
  'fraud_suspected',
  'authentication_failed',
  'token_invalid',
  'token_expired',
  'token_used',
  'token_limit_exceeded',
] as const;

/** Why the buyer's means of payment was refused; `card_declined` where the provider does not say. */
export type DeclineCode = (typeof declineCodes)[number];

/** Money that moved, or was asked to. */
export interface PaymentMovement {
  /** The provider's id of this one movement, e.g. a refund's. */
  readonly id: string;
  readonly kind: 'capture' | 'refund' | 'dispute';
  readonly amount: Money;
  /** What the provider keeps for it, where it says so at once. */
  readonly fee?: Money;
  /** `pending` where the provider settles later and tells by webhook. */
  readonly status: 'succeeded' | 'pending' | 'failed';
  /** RFC 3339 UTC. */
  readonly at: string;
}

/** A provider's snapshot of a payment. Sums count movements that succeeded or are pending. */
export interface Payment {
  readonly id: PaymentId;
  /** As the last authorise answered, so that a look-up is handled like the answer that got lost. */
  readonly authorization: Authorization;
  readonly voided: boolean;
  readonly captured: Money;
  readonly refunded: Money;
  /** Oldest first. */
  readonly movements: readonly PaymentMovement[];
}
