import type { QuoteRequest } from '@acp-hub/commerce';
import { ConnectorError } from '@acp-hub/connector';
import { wantedOf } from './quote/wanted';
import type { Shop } from './shop/shop';

/**
 * WooCommerce's own link to a filled checkout (`/checkout-link/`, from 10.0 on): what is in it the buyer finds in the
 * cart, and pays as the shop's shoppers do. It carries products and one coupon, and nothing of the buyer.
 * @throws ConnectorError `unsupported` where an item has choices, which the link cannot carry.
 */
export function handOffUrl({ config }: Pick<Shop, 'config'>, request: QuoteRequest): string {
  const { items } = wantedOf(request);
  if (items.length === 0 || items.some(({ key }) => key.choices.length > 0))
    throw new ConnectorError(
      { kind: 'unsupported' },
      'WooCommerce’s link to a filled checkout cannot carry these items: send the buyer to the product page.',
      'not_applied',
    );
  const url = new URL(`${config.url.replace(/\/+$/, '')}/checkout-link/`);
  // Colons and commas as they are: the shop splits by them before it decodes.
  const products = items.map(({ key, quantity }) => `${key.id}:${quantity}`).join(',');
  const coupon = request.coupons[0];
  url.search = `products=${products}${coupon === undefined ? '' : `&coupon=${encodeURIComponent(coupon)}`}`;
  return url.href;
}
