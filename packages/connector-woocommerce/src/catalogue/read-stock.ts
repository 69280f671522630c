import type { Stock } from '@acp-hub/commerce';
import type { WooVariation } from './product-schema';

type Stocked = Pick<
  WooVariation,
  'manage_stock' | 'stock_quantity' | 'stock_status' | 'low_stock_amount' | 'backorders_allowed'
>;

/** @param parent whose stock a variation shares where it says so. */
export function readStock(own: Stocked, parent?: Stocked): Stock {
  const counted = own.manage_stock === 'parent' && parent !== undefined ? parent : own;
  const status = own.stock_status;
  if (status === 'outofstock') return { status: 'out_of_stock', available: 0 };
  const quantity = counted.manage_stock === false ? null : counted.stock_quantity;
  if (status === 'onbackorder' || (quantity !== null && quantity <= 0 && counted.backorders_allowed))
    return { status: 'backorder' };
  if (quantity === null) return { status: 'in_stock' };
  if (quantity <= 0) return { status: 'out_of_stock', available: 0 };
  const low = counted.low_stock_amount !== null && quantity <= counted.low_stock_amount;
  return {
    status: low ? 'low_stock' : 'in_stock',
    // What is on back order beyond the quantity can be bought too.
    ...(!counted.backorders_allowed && { available: Math.trunc(quantity) }),
  };
}
