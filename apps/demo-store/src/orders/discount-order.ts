import type { WireOrder } from '@acp-hub/store-contract';
import { done } from '../result';
import type { Decision } from './transition';
import { wrongState } from './wrong-state';

/** A tenth. */
const PART = 10;

/** Makes a paid order cheaper by a tenth of its total; what was paid too much is the hub's to give back. */
export function discountOrder(order: WireOrder): Decision {
  if (order.payment === undefined || order.status === 'canceled')
    return wrongState(order, 'only a paid order is made cheaper');
  const off = Math.floor(order.totals.total / PART);
  const { totals } = order;
  return done({
    order: { ...order, totals: { ...totals, discount: totals.discount + off, total: totals.total - off } },
  });
}
