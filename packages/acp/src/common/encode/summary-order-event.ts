import { deriveOrderStatus, type Adjustment, type OrderStatus } from '@acp-hub/commerce';
import type { z } from 'zod';
import type { OrderEvent } from '../../codec';
import { toUri } from '../text-formats';
import type { summaryOrderEvent } from '../wire/summary-order-event';
import { orderEventType } from './order-event-type';
import { required } from './required';

type SummaryOrderEvent = z.infer<typeof summaryOrderEvent>;

function summaryStatus(status: OrderStatus): SummaryOrderEvent['data']['status'] {
  switch (status) {
    case 'created':
    case 'manual_review':
    case 'confirmed':
    case 'shipped':
    case 'canceled':
      return status;
    case 'processing':
      return 'confirmed';
    case 'completed':
      return 'fulfilled';
  }
}

/** What gave money back; a dispute is decided elsewhere, an exchange gives goods. */
function refundOf({ type, status, amount }: Adjustment): SummaryOrderEvent['data']['refunds'] {
  if (status !== 'completed' || amount === undefined || amount <= 0) return [];
  switch (type) {
    case 'refund':
    case 'partial_refund':
    case 'return':
    case 'cancellation':
    case 'price_adjustment':
      return [{ type: 'original_payment', amount }];
    case 'store_credit':
      return [{ type: 'store_credit', amount }];
    case 'exchange':
    case 'dispute':
      return [];
  }
}

/** The webhook of every version up to 2026-01-30. */
export function encodeSummaryOrderEvent(event: OrderEvent): SummaryOrderEvent {
  const { order } = event.view;
  return {
    type: orderEventType(event),
    data: {
      type: 'order',
      checkout_session_id: order.sessionId,
      permalink_url: required(toUri(order.permalinkUrl), 'permalinkUrl'),
      status: summaryStatus(deriveOrderStatus(order)),
      refunds: order.adjustments.flatMap(refundOf),
    },
  };
}
