import type { z } from 'zod';
import type { StoreErrorCode } from './error';
import { cancelRequest, order, orderPage, orderQuery, orderRequest, refundResult } from './order';
import { paymentRequest } from './payment';
import { productPage, productQuery } from './product';
import { handOff, quote, quoteRequest } from './quote';
import { refundRequest } from './refund';
import { storeInfo } from './store';

/** One endpoint of the contract. */
export interface Operation {
  readonly method: 'GET' | 'POST';
  /** Relative to the store's base URL, parameters in braces. */
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Schema by success status. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
  /** Codes beyond those any endpoint may answer. */
  readonly errors: readonly StoreErrorCode[];
  /** Whether the call changes something and therefore needs an `Idempotency-Key`. */
  readonly write: boolean;
}

const write = { method: 'POST', write: true } as const;
const read = { method: 'GET', write: false } as const;

/** Every endpoint a store implements, by operation id. */
export const operations = {
  getStore: {
    ...read,
    path: '/store',
    summary: 'Describe the store',
    answers: { 200: storeInfo },
    errors: [],
  },
  listProducts: {
    ...read,
    path: '/products',
    summary: 'Page through the catalogue, or read the products of some variants',
    query: productQuery,
    answers: { 200: productPage },
    errors: [],
  },
  createQuote: {
    method: 'POST',
    write: false,
    path: '/quotes',
    summary: 'Price a basket; reserves nothing',
    body: quoteRequest,
    answers: { 200: quote },
    errors: [],
  },
  handOffQuote: {
    method: 'POST',
    write: false,
    path: '/quotes/{id}/hand-off',
    summary: 'Make a link where the buyer finishes on the store’s own site',
    answers: { 200: handOff },
    errors: ['not_found', 'expired'],
  },
  placeOrder: {
    ...write,
    path: '/orders',
    summary: 'Hold an unpaid order and its stock until `held_until`; 200 repeats the answer of the same key',
    body: orderRequest,
    answers: { 200: order, 201: order },
    errors: [
      'price_changed',
      'out_of_stock',
      'idempotency_conflict',
      'expired',
      'address_required',
      'option_required',
      'region_restricted',
    ],
  },
  listOrders: {
    ...read,
    path: '/orders',
    summary: 'Find orders by idempotency key, by number and e-mail, or page through changes',
    query: orderQuery,
    answers: { 200: orderPage },
    errors: [],
  },
  getOrder: {
    ...read,
    path: '/orders/{id}',
    summary: 'Read an order',
    answers: { 200: order },
    errors: ['not_found'],
  },
  recordPayment: {
    ...write,
    path: '/orders/{id}/payment',
    summary: 'Make a held order paid; the same payment again changes nothing',
    body: paymentRequest,
    answers: { 200: order },
    errors: ['not_found', 'order_canceled', 'order_state', 'payment_mismatch', 'idempotency_conflict'],
  },
  cancelOrder: {
    ...write,
    path: '/orders/{id}/cancel',
    summary: 'Cancel what has not been shipped and release its stock; cancelling twice changes nothing',
    body: cancelRequest,
    answers: { 200: order },
    errors: ['not_found', 'order_state', 'idempotency_conflict'],
  },
  refundOrder: {
    ...write,
    path: '/orders/{id}/refunds',
    summary: 'Record a refund made by the payment provider; 200 repeats the answer of the same key',
    body: refundRequest,
    answers: { 200: refundResult, 201: refundResult },
    errors: ['not_found', 'order_state', 'refund_exceeds_paid', 'idempotency_conflict'],
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
