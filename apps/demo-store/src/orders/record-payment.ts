import type { PaymentRequest, WireOrder, WireShipment } from '@acp-hub/store-contract';
import { done, refused } from '../result';
import type { Decision } from './transition';
import { wrongState } from './wrong-state';
import { unitsOf } from './order-contents';

/** Downloads are handed over with the payment. */
function downloadOf({ id, lines }: WireOrder, now: string, accessUrl: string): WireShipment[] {
  const items = unitsOf(lines.filter((line) => !line.requires_shipping));
  if (items.length === 0) return [];
  return [
    {
      id: `shp_${id}_download`,
      type: 'digital',
      status: 'delivered',
      items,
      access_url: accessUrl,
      created_at: now,
      updated_at: now,
    },
  ];
}

const samePayment = (order: WireOrder, { provider, reference, amount }: PaymentRequest): boolean =>
  order.payment?.provider === provider &&
  order.payment.reference === reference &&
  order.payment.amount === amount;

/** A held order becomes paid. @param accessUrl where its downloads are fetched. */
export function recordPayment(
  order: WireOrder,
  payment: PaymentRequest,
  now: string,
  accessUrl: string,
): Decision {
  if (order.payment !== undefined)
    return samePayment(order, payment)
      ? done(undefined)
      : wrongState(order, 'another payment has been recorded for it');
  if (order.status === 'canceled') return wrongState(order, 'give the money back and order again');
  if (payment.amount !== order.totals.total)
    return refused(
      'payment_mismatch',
      `Order ${order.number} costs ${order.totals.total}, not ${payment.amount}.`,
      {
        param: '$.amount',
      },
    );
  const { held_until: _, ...kept } = order;
  const shipments = downloadOf(order, now, accessUrl);
  const allDelivered = order.lines.every((line) => !line.requires_shipping);
  return done({
    order: {
      ...kept,
      status: allDelivered ? 'completed' : 'confirmed',
      payment: { ...payment, paid_at: now },
      shipments,
    },
    event: 'order.paid',
  });
}
