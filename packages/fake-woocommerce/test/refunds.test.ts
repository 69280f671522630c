import fc from 'fast-check';
import { changedSeed } from './sums/changed-seed';
import { Fraction } from './sums/fraction';
import { MARKETS } from './sums/markets';
import { RUNS } from './sums/runs';
import { scene, type Scene } from './sums/scene';
import { list, withShopper, type Answer, type Json, type Shopper } from './sums/shopper';
import { orderBody } from './sums/wc-order';

interface Part {
  readonly place: number;
  readonly quantity: number;
  /** A little more or less than the goods' share, as merchants refund. */
  readonly percent: number;
}

const part: fc.Arbitrary<Part> = fc.record({
  place: fc.nat(4),
  quantity: fc.integer({ min: 1, max: 3 }),
  percent: fc.integer({ min: 10, max: 120 }),
});

/** One refund of goods as it is asked for, in whole units. */
interface Wish {
  readonly line: Json;
  readonly quantity: number;
  readonly total: Fraction;
  readonly taxes: readonly (readonly [rate: number, tax: Fraction])[];
}

function wishFor(line: Json, { quantity, percent }: Part, decimals: number): Wish {
  const share = (amount: string) =>
    Fraction.of(amount)
      .times(quantity * percent)
      .over(Fraction.of(line.quantity * 100))
      .round(decimals);
  return {
    line,
    quantity,
    total: share(line.total),
    taxes: list(line.taxes).map(({ id, total }) => [id, share(total)]),
  };
}

const taxOf = ({ taxes }: Wish): Fraction => Fraction.sum(taxes.map(([, tax]) => tax));

function ask({ office }: Shopper, order: Json, wish: Wish, decimals: number): Promise<Answer> {
  const refund_tax = wish.taxes.map(([id, tax]) => ({ id, refund_total: Number(tax.text(decimals)) }));
  const refund_total = Number(wish.total.text(decimals));
  return office('POST', `orders/${order.id}/refunds`, {
    api_refund: false,
    line_items: [{ id: wish.line.id, quantity: wish.quantity, refund_total, refund_tax }],
  });
}

function mustBeBooked(body: Json, wish: Wish, decimals: number): void {
  const minus = (amount: Fraction) => Fraction.ZERO.minus(amount).text(decimals);
  const [{ quantity, total, total_tax }] = body.line_items;
  expect({ amount: body.amount, quantity, total, total_tax }).toEqual({
    amount: wish.total.plus(taxOf(wish)).text(decimals),
    quantity: -wish.quantity,
    total: minus(wish.total),
    total_tax: minus(taxOf(wish)),
  });
}

async function stockOf({ office }: Shopper, { product_id, variation_id }: Json): Promise<number | null> {
  const path = `products/${product_id}${variation_id === 0 ? '' : `/variations/${variation_id}`}`;
  return (await office('GET', path)).body.stock_quantity;
}

const stocksOf = (shopper: Shopper, lines: Json): Promise<(number | null)[]> =>
  Promise.all(list(lines).map((line) => stockOf(shopper, line)));

async function paidOrder({ office }: Shopper, wanted: Scene): Promise<Json> {
  const body = orderBody({ ...wanted, codes: [] }, '7', { set_paid: true });
  return (await office('POST', 'orders', body)).body;
}

describe.each(Object.keys(MARKETS) as (keyof typeof MARKETS)[])('in %s', (market) => {
  const { decimals } = MARKETS[market];

  test('refunds add up to what was paid and no further, and goods come back', async () => {
    const parts = fc.array(part, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(scene(changedSeed(market)), parts, async (wanted, refunds) => {
        await withShopper(wanted.seed.shop, async (shopper) => {
          const { office } = shopper;
          const sold = wanted.items.map((item) => ({
            product_id: item.productId,
            variation_id: item.variationId,
          }));
          const stocks = await stocksOf(shopper, sold);
          const move = (place: number, by: number) => {
            const stock = stocks[place];
            if (typeof stock === 'number') stocks[place] = stock + by;
          };
          const order = await paidOrder(shopper, wanted);
          wanted.items.forEach(({ quantity }, place) => move(place, -quantity));

          let left = Fraction.of(order.total);
          const booked: string[] = [];
          for (const one of refunds) {
            const place = one.place % wanted.items.length;
            const wish = wishFor(order.line_items[place], one, decimals);
            const amount = wish.total.plus(taxOf(wish));
            const { status, body } = await ask(shopper, order, wish, decimals);
            expect(status).toBe(amount.compare(left) > 0 ? 500 : 201);
            if (status === 500) continue;
            mustBeBooked(body, wish, decimals);
            left = left.minus(amount);
            booked.push(`-${amount.text(decimals)}`);
            move(place, one.quantity);
          }
          expect(await stocksOf(shopper, order.line_items)).toEqual(stocks);

          const refund = (amount: Fraction) =>
            office('POST', `orders/${order.id}/refunds`, {
              amount: amount.text(decimals),
              api_refund: false,
            });
          const cent = Fraction.of(1).over(Fraction.of(10 ** decimals));
          expect((await refund(left.plus(cent))).status).toBe(500);
          if (left.compare(Fraction.ZERO) > 0) {
            expect((await refund(left)).status).toBe(201);
            booked.push(`-${left.text(decimals)}`);
          }
          const { body: after } = await office('GET', `orders/${order.id}`);
          expect({ status: after.status, total: after.total }).toEqual({
            status: 'refunded',
            total: order.total,
          });
          expect(
            list(after.refunds)
              .map(({ total }) => total)
              .toSorted(),
          ).toEqual(booked.toSorted());
        });
      }),
      RUNS,
    );
  });
});
