/** Whose data is meant: one purchase, or everything under an e-mail address. */
export type BuyerSelector =
  | { readonly kind: 'session'; readonly id: string }
  /** `id`: the hub's, or the number that the platform shows its customer, which several connections may have given. */
  | { readonly kind: 'order'; readonly id: string }
  | { readonly kind: 'email'; readonly email: string };

/** Everything stored of one purchase; documents within are as the hub stores them. */
export interface PurchaseRecord {
  readonly session_id: string;
  readonly session?: object;
  readonly order?: object;
  readonly payment_attempts: readonly object[];
  readonly money_movements: readonly object[];
  readonly refunds: readonly object[];
  readonly answers: readonly object[];
  readonly webhook_deliveries: readonly object[];
}

/** `payment_under_way`: money is being moved, or waits for a person to settle it; nothing was erased. */
export type Erased = 'erased' | 'payment_under_way';

/** What is stored on buyers. A purchase goes by its session's id, whether or not it became an order. */
export interface BuyerData {
  /** Session ids, oldest first. */
  find(tenantId: string, selector: BuyerSelector): Promise<readonly string[]>;
  read(tenantId: string, sessionId: string): Promise<PurchaseRecord>;
  /**
   * Destroys the keys and ciphertexts of a purchase for good and keeps its money. A checkout still open expires,
   * so that the store lets go of what it holds for it.
   */
  erase(tenantId: string, sessionId: string, now: Date): Promise<Erased>;
}
