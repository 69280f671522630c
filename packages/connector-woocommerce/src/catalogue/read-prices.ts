import { compact, type Currency, type Money } from '@acp-hub/commerce';
import { readPrice } from '../amounts';
import { utc } from '../dates';
import type { WooVariation } from './product-schema';

type Priced = Pick<
  WooVariation,
  'price' | 'regular_price' | 'sale_price' | 'date_on_sale_from_gmt' | 'date_on_sale_to_gmt'
>;

interface Prices {
  readonly price: Money;
  readonly salePrice?: Money;
  readonly salePriceFrom?: string;
  readonly salePriceUntil?: string;
}

const moment = (gmt: string | null | undefined): string | undefined =>
  gmt === null || gmt === undefined || gmt === '' ? undefined : utc(gmt);

/**
 * The regular price, and the lower one that holds now or from a day to come. `price` is what the shop charges today,
 * whatever brought it down. @returns `undefined` where there is nothing to sell at.
 */
export function readPrices(
  own: Priced,
  { currency, now }: { readonly currency: Currency; readonly now: Date },
): Prices | undefined {
  const today = readPrice(own.price, currency);
  if (today === undefined) return undefined;
  const price = readPrice(own.regular_price, currency) ?? today;
  const sale = readPrice(own.sale_price, currency);
  const from = moment(own.date_on_sale_from_gmt);
  const until = moment(own.date_on_sale_to_gmt);
  if (today.amount < price.amount)
    return compact({
      price,
      salePrice: today,
      salePriceUntil: sale?.amount === today.amount ? until : undefined,
    });
  const isToCome = from !== undefined && Date.parse(from) > now.getTime();
  return sale !== undefined && isToCome && sale.amount < price.amount
    ? compact({ price: today, salePrice: sale, salePriceFrom: from, salePriceUntil: until })
    : { price: today };
}
