import type { PlaceOrder } from '@acp-hub/connector';
import type { OrderRequest } from '@acp-hub/store-contract';
import { defined } from '../defined';
import { writeAddress } from './address';
import { fullNameOf } from './buyer';

export function writeOrderRequest(order: PlaceOrder, quoteId: string): OrderRequest {
  const { buyer, shippingAddress, billingAddress } = order;
  // Stores need a name on every order; buyers of downloads may have given none but their e-mail.
  const name = fullNameOf(buyer) ?? shippingAddress?.name ?? billingAddress?.name ?? buyer.email;
  return defined({
    quote_id: quoteId,
    expected_total: order.expectedTotal.amount,
    session_id: order.sessionId,
    buyer: defined({ name, email: buyer.email, phone: buyer.phoneNumber }),
    shipping: shippingAddress && writeAddress(shippingAddress),
    billing: billingAddress && writeAddress(billingAddress),
    note: order.note,
    consents: order.marketingConsents.map(({ channel, optedIn }) => ({ channel, opted_in: optedIn })),
  });
}
