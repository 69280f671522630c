import type { Located } from '../../located';
import type { StoredOrder } from '../../orders/ports';
import type { Entry, MoneyBooks } from './money-books';
import type { Refund, RefundSaga } from './refund';

/** The right to move one order's money, held by one process at a time. */
export interface MoneyTurn {
  readonly tenantId: string;
  readonly orderId: string;
  readonly lease: string;
  /** The process that had it before never put it down. */
  readonly abandoned: boolean;
}

/** Where an order's money was taken. */
export interface Sale {
  readonly paymentId: string;
  readonly provider: string;
}

export interface OrderMoney {
  readonly books: MoneyBooks;
  readonly stored: StoredOrder;
  /** `undefined` where the order was sold without a payment of ours. */
  readonly sale: Sale | undefined;
}

export interface Rest {
  /** When somebody has to look again because of what is open; `undefined`: when something happens. */
  readonly waitMs: number | undefined;
  /** When the provider is asked again whether anything happened at all; `undefined`: never. */
  readonly checkAt: Date | undefined;
}

/** The books of orders' money, and whose turn it is with them. */
export interface MoneyDesk {
  /** Orders with something open, or about which something was reported. */
  due(most: number): Promise<readonly Located[]>;
  /** Orders whose payment has not been looked at for a while, the longest overdue first. */
  toCheck(most: number): Promise<readonly Located[]>;
  /** `undefined` where another process has it. */
  take(tenantId: string, orderId: string): Promise<MoneyTurn | undefined>;
  read(turn: MoneyTurn): Promise<OrderMoney>;
  /**
   * Writes books, order, timeline and news in one statement, and renews the lease. `version_changed`: the order
   * was written by somebody else since it was read, and nothing of this was.
   */
  write(turn: MoneyTurn, stored: StoredOrder, entry: Entry): Promise<'written' | 'version_changed' | 'lost'>;
  /** Puts the turn down. What was reported meanwhile is not forgotten. */
  putDown(turn: MoneyTurn, rest: Rest): Promise<void>;
}

/** What a provider's report about a payment comes to: a look at its order. */
export interface MoneyHints {
  /** `unknown`: no order was paid by it, or not yet. */
  lookAt(tenantId: string, provider: string, paymentId: string): Promise<'noted' | 'unknown'>;
}

export interface ManualRefund {
  readonly refundId: string;
  readonly orderId: string;
  readonly connectionId: string;
  readonly sessionId: string;
  readonly source: Refund['source'];
  /** Integer minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly saga: RefundSaga;
  readonly since: Date;
}

export interface Settlement {
  /** What the person did, for the books; no personal data. */
  readonly note: string;
  /** The buyer was paid in another way. Otherwise nobody pays, and the refund has failed. */
  readonly paid: boolean;
  /** What the buyer was paid, integer minor units, where it is not what was asked for. */
  readonly amount?: number;
  /** On the person's word: the provider is not asked, and no sum is checked. */
  readonly unverified: boolean;
}

/** Refunds that only a person can settle. */
export interface ManualRefunds {
  list(tenantId: string): Promise<readonly ManualRefund[]>;
  find(tenantId: string, refundId: string): Promise<ManualRefund | undefined>;
}
