import type { StoreErrorCode, WireOrderStatus, WireQuote, WireQuoteLine } from '@acp-hub/store-contract';

/** Why the shop will not do what it was asked, in the contract's words. */
export interface Refusal {
  readonly code: StoreErrorCode;
  readonly message: string;
  readonly param?: string;
  readonly quote?: WireQuote;
  readonly lines?: WireQuoteLine[];
  readonly unknown_items?: string[];
  readonly order_status?: WireOrderStatus;
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const done = <T>(value: T): Result<T> => ({ ok: true, value });

export const refused = (
  code: StoreErrorCode,
  message: string,
  details: Omit<Refusal, 'code' | 'message'> = {},
): Result<never> => ({ ok: false, refusal: { code, message, ...details } });
