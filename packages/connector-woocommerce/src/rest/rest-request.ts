import type { z } from 'zod';

type QueryValue = string | number | boolean;

/** One call of WooCommerce's REST API. */
export interface RestRequest<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the namespace, e.g. `orders/12`. */
  readonly path: string;
  /** `wc/v3` unless told. */
  readonly namespace?: string;
  readonly query?: Readonly<Record<string, QueryValue | undefined>>;
  readonly body?: object;
  /** What a 2xx must be; more is ignored. */
  readonly answer: z.ZodType<T>;
}

/** WooCommerce's own words for what it did not do. */
export interface RestRefusal {
  readonly kind: 'refused';
  readonly status: number;
  /** e.g. `woocommerce_rest_shop_order_invalid_id`. */
  readonly code: string;
  /** Plain text. */
  readonly message: string;
  readonly data: unknown;
}

export type RestAnswer<T> =
  | {
      readonly kind: 'ok';
      readonly value: T;
      /** `X-WP-TotalPages`, where it is a list. */
      readonly pages: number;
      /** `X-WP-Total`, where it is a list. */
      readonly total: number;
    }
  | RestRefusal;
