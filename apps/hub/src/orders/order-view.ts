import type { OrderView } from '@acp-hub/commerce';
import type { StoredOrder } from './ports';

/** What agents and buyers are shown of an order. */
export function viewOf({ order, personal, merchant }: StoredOrder): OrderView {
  const destination = personal.fulfillment?.address;
  return {
    order,
    ...(destination === undefined ? {} : { destination }),
    ...(personal.orderNotes === undefined ? {} : { orderNotes: personal.orderNotes }),
    ...(merchant.support === undefined ? {} : { support: merchant.support }),
  };
}
