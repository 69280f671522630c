import { type Quote, type QuoteLine, type QuoteRequest, itemId, optionId } from '@acp-hub/commerce';
import { coupons, type ShopSeed } from './seed';

/** What a shelf holds now. */
export interface ShelfItem {
  readonly id: string;
  readonly productId: string;
  readonly title: string;
  price: number;
  /** On show, and to be asked for. */
  onRequest?: boolean;
  stock: number;
  readonly digital: boolean;
  readonly size?: string;
}

/** Positive amounts round half up. */
const percentOf = (amount: number, percent: number): number => Math.floor((amount * percent * 2 + 100) / 200);
const netOf = (gross: number, percent: number): number =>
  Math.floor((gross * 200 + (100 + percent)) / ((100 + percent) * 2));

interface Taxed {
  readonly net: number;
  readonly tax: number;
}

function taxed(shown: number, { pricesIncludeTax, taxPercent }: ShopSeed, taxable: boolean): Taxed {
  if (!pricesIncludeTax) return { net: shown, tax: taxable ? percentOf(shown, taxPercent) : 0 };
  const net = netOf(shown, taxPercent);
  return { net, tax: shown - net };
}

/** Prices a request; the money is the shop's own, in the canonical shape to keep the reference small. */
export function priceRequest(
  seed: ShopSeed,
  shelf: ReadonlyMap<string, ShelfItem>,
  request: QuoteRequest,
): Quote {
  const known = request.items.filter(({ id }) => shelf.has(id));
  const served = request.address === undefined || request.address.country === seed.country;
  const taxable = request.address?.country === seed.country;
  const worth = known.reduce((sum, { id, quantity }) => sum + shelf.get(id)!.price * quantity, 0);
  const judged = request.coupons.map((code) => ({ code, reason: rejectionOf(code, worth) }));
  const applied = judged.some(({ reason }) => reason === undefined);
  const lines = known.map(({ id, quantity }) =>
    priceLine(seed, shelf.get(id)!, quantity, taxable, applied ? 10 : 0),
  );
  const shipped = lines.some(({ requiresShipping }) => requiresShipping);
  const options =
    shipped && served && request.address !== undefined
      ? seed.shipping.map(({ id, title, price }) => {
          const { net, tax } = taxed(price, seed, taxable);
          return { id: optionId(id), type: 'shipping' as const, title, net, tax };
        })
      : [];
  const chosen = options.find(({ id }) => id === request.option) ?? options[0];
  const goods = lines.reduce((sum, { base, discount, tax }) => sum + base - discount + tax, 0);
  const off = lines.reduce((sum, { discount }) => sum + discount, 0);
  return {
    currency: seed.currency,
    lines,
    unknownItems: request.items.filter(({ id }) => !shelf.has(id)).map(({ id }) => id),
    options,
    ...(chosen !== undefined && { chosenOption: chosen.id }),
    ...(options[0] !== undefined && { defaultOption: options[0].id }),
    appliedDiscounts: applied
      ? [
          {
            code: coupons.valid,
            name: 'Ten percent off',
            amount: off,
            automatic: false,
            percentOff: 10,
            allocations: lines.map(({ item, discount }) => ({
              target: { kind: 'item' as const, item: item.id },
              amount: discount,
            })),
          },
        ]
      : [],
    rejectedDiscounts: judged.flatMap(({ code, reason }) => (reason === undefined ? [] : [{ code, reason }])),
    orderDiscount: 0,
    fees: [],
    pricesIncludeTax: seed.pricesIncludeTax,
    total: goods + (chosen === undefined ? 0 : chosen.net + chosen.tax),
    addressRequired: shipped && request.address === undefined,
    messages: served
      ? []
      : [
          {
            type: 'error',
            code: 'region_restricted',
            contentType: 'plain',
            content: 'We do not deliver there.',
          },
        ],
  };
}

function rejectionOf(code: string, worth: number) {
  if (code === coupons.valid) return undefined;
  if (code === coupons.expired) return 'discount_code_expired' as const;
  if (code === coupons.minimum && worth < 1_000_000) return 'discount_code_minimum_not_met' as const;
  return 'discount_code_invalid' as const;
}

function priceLine(
  seed: ShopSeed,
  item: ShelfItem,
  quantity: number,
  taxable: boolean,
  percentOff: number,
): QuoteLine {
  const shown = item.price * quantity;
  const full = taxed(shown, seed, taxable);
  const paid = taxed(shown - percentOf(shown, percentOff), seed, taxable);
  return {
    item: {
      id: itemId(item.id),
      productId: item.productId,
      title: item.title,
      imageUrls: [],
      variantOptions: item.size === undefined ? [] : [{ name: 'Size', value: item.size }],
    },
    quantity,
    unitAmount: item.price,
    base: full.net,
    discount: full.net - paid.net,
    tax: paid.tax,
    stock: { status: item.stock > 0 ? 'in_stock' : 'out_of_stock', available: item.stock },
    requiresShipping: !item.digital,
  };
}
