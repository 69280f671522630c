import { money } from '@acp-hub/commerce';
import type { PlacedOrder, PlaceOrder, Store } from '@acp-hub/connector';
import { inStore, isRejection, misreporting, withOutcome, type Mutant } from './mutant';

/** Takes whatever the shop asks for now. */
async function atTodaysPrice({ quote, placeOrder }: Store, order: PlaceOrder): Promise<PlacedOrder> {
  const { total, currency } = await quote(order.request);
  return placeOrder({ ...order, expectedTotal: money(total, currency) });
}

const again = (order: PlaceOrder, suffix: string): PlaceOrder => ({
  ...order,
  idempotencyKey: `${order.idempotencyKey}-${suffix}`,
});

export const placingMutants: readonly Mutant[] = [
  {
    does: 'orders in its own name',
    caughtBy: 'place.books_what_was_accepted',
    mutate: inStore(({ placeOrder }) => ({
      placeOrder: (order) => placeOrder({ ...order, buyer: { ...order.buyer, email: 'hub@example.com' } }),
    })),
  },
  {
    does: 'orders again when it is asked again',
    caughtBy: 'place.same_key_one_order',
    mutate: inStore(({ placeOrder }) => {
      const answered = new Set<string>();
      return {
        async placeOrder(order) {
          if (answered.has(order.idempotencyKey)) return placeOrder(again(order, 'again'));
          const placed = await placeOrder(order);
          answered.add(order.idempotencyKey);
          return placed;
        },
      };
    }),
  },
  {
    does: 'orders once per caller that comes at the same time',
    caughtBy: 'place.same_key_at_once',
    mutate: inStore(({ placeOrder }) => {
      const waiting = new Map<string, number>();
      return {
        async placeOrder(order) {
          const { idempotencyKey } = order;
          const others = waiting.get(idempotencyKey) ?? 0;
          waiting.set(idempotencyKey, others + 1);
          try {
            return await placeOrder(others === 0 ? order : again(order, String(others)));
          } finally {
            waiting.delete(idempotencyKey);
          }
        },
      };
    }),
  },
  {
    does: 'knows an order by its basket instead of its key',
    caughtBy: 'place.other_key_other_order',
    mutate: inStore(({ placeOrder }) => {
      const placed = new Map<string, PlacedOrder>();
      return {
        async placeOrder(order) {
          const basket = JSON.stringify([order.request.items, order.expectedTotal]);
          const answer = placed.get(basket) ?? (await placeOrder(order));
          placed.set(basket, answer);
          return answer;
        },
      };
    }),
  },
  {
    does: 'orders at the new price when the price has changed',
    caughtBy: 'place.price_changed',
    mutate: inStore((store) => ({
      placeOrder: (order) =>
        misreporting(store.placeOrder(order), (error) =>
          isRejection(error, 'price_changed') ? atTodaysPrice(store, order) : error,
        ),
    })),
  },
  {
    does: 'swallows a stock error and orders the rest',
    caughtBy: 'place.out_of_stock',
    mutate: inStore((store) => ({
      placeOrder: (order) =>
        misreporting(store.placeOrder(order), (error) => {
          const { failure } = error;
          if (failure.kind !== 'rejected' || failure.reason.code !== 'out_of_stock') return error;
          const short = new Set(failure.reason.items);
          const items = order.request.items.filter(({ id }) => !short.has(id));
          return atTodaysPrice(store, { ...order, request: { ...order.request, items } });
        }),
    })),
  },
  {
    does: 'treats a timeout as not applied',
    caughtBy: 'place.unknown_outcome',
    mutate: inStore(({ placeOrder }) => ({
      placeOrder: (order) => misreporting(placeOrder(order), (error) => withOutcome(error, 'not_applied')),
    })),
  },
  {
    does: 'posts twice on retry',
    caughtBy: 'place.retries_place_once',
    mutate: inStore(({ placeOrder }) => ({
      placeOrder: (order) =>
        misreporting(placeOrder(order), (error) =>
          error.outcome === 'unknown' ? placeOrder(again(order, 'retry')) : error,
        ),
    })),
  },
  {
    does: 'calls unknown what was never sent',
    caughtBy: 'place.unreachable_is_not_applied',
    mutate: inStore(({ placeOrder }) => ({
      placeOrder: (order) =>
        misreporting(placeOrder(order), (error) =>
          error.failure.kind === 'transient' ? withOutcome(error, 'unknown') : error,
        ),
    })),
  },
];
