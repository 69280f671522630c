import type { Json, JsonObject } from '../json/json';
import type { Version } from './version';

export interface ItemWanted {
  readonly id: string;
  readonly quantity: number;
}

export interface Contact {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone?: string;
}

/** An address in ACP's own words, which are the same in every version. */
export interface Address extends JsonObject {
  readonly name: string;
  readonly line_one: string;
  readonly city: string;
  readonly state: string;
  readonly country: string;
  readonly postal_code: string;
}

export interface OptionChosen {
  readonly type: string;
  readonly id: string;
  /** The items (2025-12-12 to 2026-01-16) or line items the option is for. */
  readonly itemIds: readonly string[];
}

export interface PaymentOffered {
  readonly token: string;
  /** From the session's `capabilities.payment.handlers[]` or `payment_provider`. */
  readonly handlerId: string;
  readonly billingAddress?: Address;
}

/** How an agent says each thing in one version of the protocol. Results are merged into request bodies. */
export interface Dialect {
  readonly version: Version;
  /** What a create request needs beside items, buyer and address. */
  opening(currency: string): JsonObject;
  items(items: readonly ItemWanted[]): JsonObject;
  /** The name of the request field that {@link Dialect.items} fills. */
  readonly itemsField: 'items' | 'line_items';
  buyer(contact: Contact): JsonObject;
  /** @param contact left out to say where a parcel goes and not yet to whom. */
  address(address: Address, contact?: Contact): JsonObject;
  chooseOption(option: OptionChosen): JsonObject;
  /** `undefined` in versions without discounts. */
  coupons(codes: readonly string[]): JsonObject | undefined;
  payment(payment: PaymentOffered): JsonObject;
  /** What an agent reports after a 3DS challenge that the cardholder passed; `undefined` before 2025-12-12. */
  authenticated(): Json | undefined;
}
