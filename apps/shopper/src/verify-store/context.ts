import {
  operations,
  order,
  productPage,
  quote,
  type ProductPage,
  type WireOrder,
  type WireQuote,
  type WireVariant,
} from '@acp-hub/store-contract';
import { z } from 'zod';
import type { Address, Contact } from '../dialect/dialect';
import type { Exchange } from '../http/exchange';
import { ensure, ensureStatus, required } from '../verify/verdict';
import { createStoreClient, type StoreCall, type StoreClient } from './store-client';
import type { Transport } from '../http/transport';

/** What a check of a store works with. */
export interface StoreContext {
  readonly call: StoreClient;
  /** The same store called under another secret. */
  readonly impostor: StoreClient;
  readonly contact: Contact;
  readonly address: Address;
  /** The item to buy; the first one in stock where left out. */
  readonly itemId: string | undefined;
}

export interface StoreParts extends Omit<StoreContext, 'call' | 'impostor'> {
  readonly transport: Transport;
  readonly baseUrl: string;
  readonly secret: string;
}

export const createStoreContext = ({
  transport,
  baseUrl,
  secret,
  ...shopping
}: StoreParts): StoreContext => ({
  ...shopping,
  call: createStoreClient(transport, baseUrl, secret),
  impostor: createStoreClient(transport, baseUrl, `${secret}-of-somebody-else`),
});

/** @throws CheckFailed unless the answer has the status and holds to the schema. */
export function ensureAnswer<T>(exchange: Exchange, status: number, schema: z.ZodType<T>): T {
  ensureStatus(exchange, status);
  const parsed = schema.safeParse(exchange.body);
  ensure(
    parsed.success,
    `breaks the contract: ${parsed.success ? '' : z.prettifyError(parsed.error)}`,
    exchange,
  );
  return parsed.data;
}

export const listProducts = async (
  { call }: StoreContext,
  query: StoreCall['query'] = {},
): Promise<ProductPage> => ensureAnswer(await call('listProducts', { query }), 200, productPage);

/** A variant that can be bought. @throws CheckSkipped where the first hundred products have none. */
export async function variantInStock(context: StoreContext): Promise<WireVariant> {
  const { items } = await listProducts(context, { limit: '100' });
  const variants = items.flatMap(({ variants: all }) => all);
  return required(
    variants.find(({ id, stock }) =>
      context.itemId === undefined ? stock.status === 'in_stock' : id === context.itemId,
    ),
    'an item in stock (--item)',
  );
}

/** Prices one or more of an item, delivered to the address by the store's default option, or else the first. */
export async function quoteFor(
  context: StoreContext,
  quantity = 1,
  coupons: readonly string[] = [],
): Promise<WireQuote> {
  const { id } = await variantInStock(context);
  const body = { items: [{ id, quantity }], coupons, address: context.address, buyer: buyerOf(context) };
  const first: WireQuote = ensureAnswer(await context.call('createQuote', { body }), 200, quote);
  if (first.chosen_option_id !== undefined || first.options[0] === undefined) return first;
  const chosen = { ...body, option_id: first.options[0].id };
  return ensureAnswer(await context.call('createQuote', { body: chosen }), 200, quote);
}

export const buyerOf = ({ contact }: StoreContext) => ({
  name: `${contact.firstName} ${contact.lastName}`,
  email: contact.email,
});

/** The body that orders what was quoted. */
export const orderBody = (context: StoreContext, { quote_id, totals }: WireQuote) => ({
  quote_id,
  expected_total: totals.total,
  session_id: 'cs_shopper_verify_store',
  buyer: buyerOf(context),
  shipping: context.address,
  billing: context.address,
  consents: [],
});

/** Places a held order. */
export async function placed(context: StoreContext, headers?: StoreCall['headers']): Promise<WireOrder> {
  const body = orderBody(context, await quoteFor(context));
  return ensureAnswer(
    await context.call('placeOrder', { body, ...(headers === undefined ? {} : { headers }) }),
    201,
    order,
  );
}

/** Places an order and makes it paid. */
export async function paidOrder(context: StoreContext): Promise<WireOrder> {
  const { id, totals } = await placed(context);
  const body = { provider: 'sandbox', reference: `pay_${id}`, amount: totals.total };
  return ensureAnswer(
    await context.call('recordPayment', { id, body }),
    200,
    operations.recordPayment.answers[200],
  );
}
