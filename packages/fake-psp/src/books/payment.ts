/** A payment as the books keep it and as the API shows it. Amounts are integer minor units. */
export interface Payment {
  readonly id: string;
  /** The merchant account it belongs to; nobody else sees it. */
  readonly merchant_id: string;
  readonly status: 'requires_authentication' | 'authorized' | 'captured' | 'voided' | 'declined';
  readonly amount: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
  readonly authorized: number;
  readonly captured: number;
  readonly voided: number;
  readonly refunded: number;
  readonly decline?: { readonly code: string; readonly message: string };
  /** The authorisation is gone by the time it is captured. */
  readonly lapses: boolean;
  readonly token: string;
  readonly reference: Readonly<Record<string, string | number>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly created_at: string;
  /** Everything that ever happened to it, oldest first. */
  readonly events: readonly PaymentEvent[];
}

export interface PaymentEvent {
  readonly id: string;
  readonly type: 'requires_authentication' | 'authorized' | 'declined' | 'captured' | 'voided' | 'refunded';
  readonly amount: number;
  /** RFC 3339 UTC. */
  readonly at: string;
  readonly idempotency_key: string;
}

/** What an event is made from beside its type and amount. */
export interface Occasion {
  readonly eventId: string;
  readonly at: Date;
  readonly idempotencyKey: string;
}

/** The payment with what happened written into it. */
export function happen(
  payment: Payment,
  type: PaymentEvent['type'],
  amount: number,
  occasion: Occasion,
  change: Partial<Payment>,
): Payment {
  const { eventId: id, at, idempotencyKey: idempotency_key } = occasion;
  const event = { id, type, amount, at: at.toISOString(), idempotency_key };
  return { ...payment, ...change, events: [...payment.events, event] };
}
