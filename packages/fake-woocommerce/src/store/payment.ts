import { known } from '../known';
import type { Books } from '../books/books';
import { moveTo, payOrder } from '../books/order-status';
import type { Order } from '../books/records/orders';
import { complaintAbout, takeOrder } from '../companion/gateway';
import { verifiedProof, type Proof } from '../companion/proof';
import { asText, RestFailure, type JsonObject, type RestRequest } from '../rest/rest';
import { orderBody } from '../v3/order-view';
import { receivedUrl, type Detail } from './checkout-view';

export interface PaymentDetails {
  proof(books: Books): Proof | undefined;
}

export const paymentDetails = (entries: readonly JsonObject[]): PaymentDetails => {
  const data = new Map(entries.map(({ key, value }) => [asText(key), asText(value)]));
  return {
    proof: (books) =>
      verifiedProof(data, books.shop.companion?.secret ?? '', Math.floor(books.now() / 1_000)),
  };
};

const OFFLINE: Readonly<Record<string, readonly [status: string, remark: string]>> = {
  cod: ['processing', 'Payment to be made upon delivery.'],
  bacs: ['on-hold', 'Awaiting BACS payment.'],
  cheque: ['on-hold', 'Awaiting check payment.'],
};

/** Lets the order's gateway take it. @throws RestFailure where it will not; the order stays as it is then. */
export function mustPay(
  books: Books,
  request: RestRequest,
  order: Order,
  data: PaymentDetails,
): { paid: Order; details: readonly Detail[] } {
  const done = (paid: Order, more: readonly Detail[] = []) => ({
    paid,
    details: [
      { key: 'result', value: 'success' },
      { key: 'redirect', value: receivedUrl(request, paid) },
      ...more,
    ],
  });
  if (Number(order.total) === 0) return done(payOrder(books, order, undefined));
  if (order.paymentMethod === 'acp_hub') {
    const proof = data.proof(books);
    const complaint =
      proof === undefined
        ? 'acp_hub_no_proof: there is no proof of payment.'
        : complaintAbout(books, order, proof);
    if (complaint !== undefined) throw new RestFailure(400, 'woocommerce_rest_payment_error', complaint);
    const taken = takeOrder(books, order, known(proof));
    return done(taken, [{ key: 'acp_order', value: JSON.stringify(orderBody(books, request, taken)) }]);
  }
  const [status, remark] = OFFLINE[order.paymentMethod] ?? ['on-hold', ''];
  return done(moveTo(books, order, status, remark));
}
