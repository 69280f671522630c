import type { OrderSnapshot } from '@acp-hub/commerce';
import { ConnectorError, type PaymentRecord } from '@acp-hub/connector';
import { z } from 'zod';
import { writeDecimal } from '../amounts';
import { notFound, snapshotOf } from '../orders/get-order';
import { order } from '../orders/order-schema';
import { rejection } from '../rest/refusal';
import type { RestRefusal } from '../rest/rest-request';
import type { Shop } from '../shop/shop';
import { COMPANION_NAMESPACE } from './namespace';

const state = z.object({ state: z.string() });

/** Tells the shop that the money is taken; the plugin compares, and does it once. */
export async function recordPayment(shop: Shop, id: string, payment: PaymentRecord): Promise<OrderSnapshot> {
  if (!/^[1-9]\d{0,15}$/.test(id)) throw notFound(id);
  const { idempotencyKey, reference, provider, amount } = payment;
  const answer = await shop.rest.call({
    method: 'POST',
    namespace: COMPANION_NAMESPACE,
    path: `orders/${id}/payment`,
    body: {
      key: idempotencyKey,
      reference,
      provider,
      amount: writeDecimal(amount.amount, amount.currency),
      currency: amount.currency,
    },
    answer: order,
  });
  if (answer.kind === 'refused') throw failureOf(id, answer);
  return snapshotOf(shop, answer.value);
}

function failureOf(id: string, refusal: RestRefusal): ConnectorError {
  switch (refusal.code) {
    case 'acp_hub_unknown_order':
      return notFound(id, refusal);
    case 'acp_hub_order_state': {
      const parsed = state.safeParse(refusal.data);
      const code = { code: 'order_state', state: parsed.success ? parsed.data.state : 'unknown' } as const;
      return rejection(code, `Order ${id} takes no payment: ${refusal.message}`, refusal);
    }
    case 'acp_hub_already_paid':
      return rejection(
        { code: 'order_state', state: 'paid' },
        `Order ${id} is paid by another payment.`,
        refusal,
      );
    case 'acp_hub_amount_mismatch':
      return rejection(
        { code: 'amount_mismatch' },
        `Order ${id} has another total than the payment.`,
        refusal,
      );
    default:
      return new ConnectorError(
        { kind: 'config' },
        `The companion plugin refused the payment of order ${id}: ${refusal.message} (${refusal.code})`,
        'not_applied',
        { status: refusal.status },
      );
  }
}
