import type { Address, BillingAddress } from './addresses';

export interface CartLine {
  readonly key: string;
  /** Of the product, or the variable product. */
  readonly productId: number;
  readonly variationId: number;
  readonly quantity: number;
  /** `attribute_pa_color` → `black`. */
  readonly variation: Readonly<Record<string, string>>;
}

export interface CartError {
  readonly code: string;
  readonly message: string;
}

export interface Cart {
  readonly id: string;
  readonly lines: readonly CartLine[];
  readonly coupons: readonly string[];
  readonly billing: BillingAddress;
  readonly shippingAddress: Address;
  readonly chosenRate: string | undefined;
  /** The rates it was chosen from. */
  readonly offeredRates: readonly string[];
  readonly orderId: number | undefined;
  /** Of lines that were taken out; said again in every answer. */
  readonly errors: readonly CartError[];
}
