import type { Json } from './recordings';
import type { Asked, Told } from './tape';

interface LineSeed {
  readonly id: number;
  readonly quantity?: number;
  readonly name?: string;
  /** Minor units of the shop's decimals, as text. */
  readonly price: string;
  readonly subtotal?: string;
  readonly total?: string;
  readonly tax?: string;
}

interface RateSeed {
  readonly id: string;
  readonly price: string;
  readonly tax?: string;
  readonly selected?: boolean;
}

export interface CartSeed {
  readonly currency?: string;
  readonly decimals?: number;
  readonly lines: readonly LineSeed[];
  /** A list a package. */
  readonly rates?: readonly (readonly RateSeed[])[];
  readonly packageIds?: readonly (string | number)[];
  readonly coupons?: readonly { readonly code: string; readonly off: string }[];
  readonly fees?: readonly { readonly name: string; readonly total: string; readonly tax?: string }[];
  readonly total: string;
  readonly errors?: readonly { readonly code: string; readonly message: string }[];
}

/** A cart as the Store API shows it. */
export function cartOf({ lines, rates = [], coupons = [], fees = [], ...seed }: CartSeed): Json {
  const selected = rates.flatMap((list) => list.filter((rate) => rate.selected));
  const sum = (values: readonly string[]) => String(values.reduce((all, value) => all + Number(value), 0));
  return {
    items: lines.map(({ id, quantity = 1, price, name = `Item ${id}`, ...line }) => ({
      key: `key-${id}`,
      id,
      quantity,
      quantity_limits: { maximum: 9999 },
      name,
      sku: '',
      low_stock_remaining: null,
      show_backorder_badge: false,
      permalink: '',
      images: [],
      variation: [],
      prices: { price },
      totals: {
        line_subtotal: line.subtotal ?? price,
        line_subtotal_tax: '0',
        line_total: line.total ?? line.subtotal ?? price,
        line_total_tax: line.tax ?? '0',
      },
    })),
    coupons: coupons.map(({ code, off }) => ({
      code,
      discount_type: 'fixed_cart',
      totals: { total_discount: off, total_discount_tax: '0' },
    })),
    fees: fees.map(({ name, total, tax = '0' }) => ({ name, totals: { total, total_tax: tax } })),
    totals: {
      total_shipping: rates.length === 0 ? null : sum(selected.map(({ price }) => price)),
      total_shipping_tax: rates.length === 0 ? null : sum(selected.map(({ tax = '0' }) => tax)),
      total_price: seed.total,
      currency_code: seed.currency ?? 'USD',
      currency_minor_unit: seed.decimals ?? 2,
    },
    shipping_address: { state: 'CA', country: 'US' },
    needs_shipping: rates.length > 0,
    shipping_rates: rates.map((list, index) => ({
      package_id: seed.packageIds?.[index] ?? index,
      name: `Shipment ${index + 1}`,
      items: [],
      shipping_rates: list.map(({ id, price, tax = '0', selected = false }) => ({
        rate_id: id,
        name: id,
        description: '',
        price,
        taxes: tax,
        method_id: id.split(':')[0],
        instance_id: 1,
        selected,
      })),
    })),
    errors: seed.errors ?? [],
  };
}

const empty = cartOf({ lines: [], total: '0' });

interface Write {
  readonly path: string;
  readonly body: Json;
}

/** Answers every write of a cart with `cart`, or with what `write` says instead: a cart, or a refusal with its status. */
export const playing =
  (cart: Json, write: (action: string, body: Json) => unknown = () => undefined) =>
  ({ path, body }: Asked): Told | undefined => {
    if (path === 'wc/store/v1/cart') return { headers: { 'cart-token': 'a.b.c' }, body: empty };
    if (path !== 'wc/store/v1/batch') return undefined;
    const writes: readonly Write[] = body.requests;
    const responses = writes.map((each) => {
      const own = write(each.path.split('/').at(-1) ?? '', each.body) as Json;
      return own?.status === undefined ? { status: 200, body: own ?? cart } : own;
    });
    return { status: 207, body: { responses } };
  };
