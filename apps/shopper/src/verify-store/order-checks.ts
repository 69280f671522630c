import { randomUUID } from 'node:crypto';
import { contractHeaders, order, orderPage } from '@acp-hub/store-contract';
import type { Check } from '../verify/check';
import { ensure } from '../verify/verdict';
import { ensureAnswer, orderBody, placed, quoteFor, type StoreContext } from './context';
import { ensureStoreError } from './store-client';

const withKey = (key: string) => ({ [contractHeaders.idempotencyKey]: key });

export const orderChecks: readonly Check<StoreContext>[] = [
  {
    id: 'order.place',
    sentence: 'holds an unpaid order at the price quoted, and says until when',
    source: 'POST /orders',
    async run(context) {
      const quoted = await quoteFor(context);
      const exchange = await context.call('placeOrder', { body: orderBody(context, quoted) });
      const { status, held_until, totals } = ensureAnswer(exchange, 201, order);
      ensure(status === 'awaiting_payment', `the order is "${status}"`, exchange);
      ensure(
        held_until !== undefined && Date.parse(held_until) > Date.now(),
        'held_until is not to come',
        exchange,
      );
      ensure(totals.total === quoted.totals.total, 'the order costs something else than the quote', exchange);
    },
  },
  {
    id: 'order.replay',
    sentence: 'answers a repeated order with 200 and the same order',
    source: 'POST /orders, Idempotency-Key',
    async run(context) {
      const body = orderBody(context, await quoteFor(context));
      const call = { body, headers: withKey(randomUUID()) };
      const first = ensureAnswer(await context.call('placeOrder', call), 201, order);
      const second = ensureAnswer(await context.call('placeOrder', call), 200, order);
      ensure(second.id === first.id, 'one key made two orders');
    },
  },
  {
    id: 'order.conflict',
    sentence: 'answers 409 idempotency_conflict to a known key with another body',
    source: 'POST /orders, Idempotency-Key',
    async run(context) {
      const body = orderBody(context, await quoteFor(context));
      const headers = withKey(randomUUID());
      ensureAnswer(await context.call('placeOrder', { body, headers }), 201, order);
      const other = { ...body, note: 'Ring twice.' };
      ensureStoreError(
        await context.call('placeOrder', { body: other, headers }),
        [409],
        'idempotency_conflict',
      );
    },
  },
  {
    id: 'order.key-required',
    sentence: 'answers 400 idempotency_key_required to a write without a key',
    source: 'header Idempotency-Key',
    async run(context) {
      const body = orderBody(context, await quoteFor(context));
      const headers = { [contractHeaders.idempotencyKey]: null };
      ensureStoreError(
        await context.call('placeOrder', { body, headers }),
        [400],
        'idempotency_key_required',
      );
    },
  },
  {
    id: 'order.price-changed',
    sentence: 'answers 409 price_changed, with the price now, where the buyer accepted another sum',
    source: 'POST /orders',
    async run(context) {
      const quoted = await quoteFor(context);
      const body = { ...orderBody(context, quoted), expected_total: quoted.totals.total - 1 };
      ensureStoreError(await context.call('placeOrder', { body }), [409], 'price_changed');
    },
  },
  {
    id: 'order.find',
    sentence: 'finds an order by id, by idempotency key, by number with e-mail, and among what changed',
    source: 'GET /orders',
    async run(context) {
      const key = randomUUID();
      const made = await placed(context, withKey(key));
      const read = ensureAnswer(await context.call('getOrder', { id: made.id }), 200, order);
      ensure(read.id === made.id, 'GET /orders/{id} answers another order');
      const queries: readonly Record<string, string>[] = [
        { idempotency_key: key },
        { number: made.number, email: context.contact.email },
        { updated_since: made.updated_at },
      ];
      for (const query of queries) {
        const { items } = ensureAnswer(await context.call('listOrders', { query }), 200, orderPage);
        ensure(
          items.some(({ id }) => id === made.id),
          `it is not found by ${Object.keys(query).join(' and ')}`,
        );
      }
    },
  },
  {
    id: 'order.wrong-email',
    sentence: 'does not show an order by its number alone or with a wrong e-mail address',
    source: 'GET /orders?number&email',
    async run(context) {
      const { number } = await placed(context);
      const query = { number, email: 'somebody.else@example.com' };
      const exchange = await context.call('listOrders', { query });
      ensure(ensureAnswer(exchange, 200, orderPage).items.length === 0, 'a wrong address finds it', exchange);
      ensureStoreError(await context.call('listOrders', { query: { number } }), [400], 'invalid_request');
    },
  },
  {
    id: 'order.unknown',
    sentence: 'answers 404 not_found to an unknown order',
    source: 'GET /orders/{id}',
    async run({ call }) {
      ensureStoreError(await call('getOrder', { id: `unknown-${randomUUID()}` }), [404], 'not_found');
    },
  },
];
