import { allocate, money, type PlatformRefund } from '@acp-hub/commerce';
import type { RefundOrder, RefundRecord } from '@acp-hub/connector';
import { readDecimal, writeDecimal } from '../amounts';
import { rejection } from '../rest/refusal';
import type { Shop } from '../shop/shop';
import { oneAtATime } from './confirm-order';
import { fetchRefunds, readRefund } from './fetch-refunds';
import { fetchOrder, snapshotOf } from './get-order';
import { itemOfLine } from './item-of-line';
import { refund as refundSchema, type WooOrder } from './order-schema';
import { placedItems } from './own-meta';
import { currencyOf, isPaid, statusOf, totalOf } from './read-order';
import { digestOf, readReason, writeReason } from './refund-mark';

/**
 * Writes a refund into the books, once per key, and moves no money: `api_refund` would ask the gateway to. WooCommerce
 * takes any quantity, and puts it back into stock, so the units are counted here.
 */
export const refundOrder = (shop: Shop, id: string, wanted: RefundOrder): Promise<RefundRecord> =>
  oneAtATime(shop, id, async () => {
    const own = await fetchOrder(shop, id);
    const before = await fetchRefunds(shop, own);
    const made = before.find(
      ({ reason }) => readReason(reason ?? '')?.digest === digestOf(wanted.idempotencyKey),
    );
    if (made !== undefined)
      return { platformRefundId: String(made.id), snapshot: await snapshotOf(shop, own) };
    const refunded = before.map((each) => readRefund(each, own));
    refuseUnfit(own, refunded, wanted);
    const answer = await shop.rest.call({
      method: 'POST',
      path: `orders/${id}/refunds`,
      body: writeRefund(own, wanted),
      answer: refundSchema,
    });
    if (answer.kind === 'refused')
      throw rejection(
        { code: /amount/i.test(answer.message) ? 'amount_mismatch' : 'other' },
        `The shop refused the refund of order ${id}: ${answer.message}`,
        answer,
      );
    return {
      platformRefundId: String(answer.value.id),
      snapshot: await snapshotOf(shop, await fetchOrder(shop, id)),
    };
  });

function refuseUnfit(own: WooOrder, before: readonly PlatformRefund[], wanted: RefundOrder): void {
  if (!isPaid(own))
    throw rejection({ code: 'order_state', state: own.status }, `Order ${own.id} is not paid.`);
  const left = totalOf(own) - before.reduce((sum, { amount }) => sum + amount, 0);
  if (wanted.amount.currency !== currencyOf(own) || wanted.amount.amount > left)
    throw rejection(
      { code: 'amount_mismatch' },
      `Of order ${own.id} ${left} ${own.currency} are left to refund, and not ${wanted.amount.amount} ${wanted.amount.currency} (minor units).`,
    );
  const placed = placedItems(own);
  for (const { itemId, quantity } of wanted.items) {
    const of = (units: readonly { readonly itemId: string; readonly quantity: number }[]) =>
      units.filter((each) => each.itemId === itemId).reduce((sum, each) => sum + each.quantity, 0);
    const ordered = of(
      own.line_items.map((line) => ({ itemId: itemOfLine(line, placed), quantity: line.quantity })),
    );
    const returned = of(before.flatMap(({ items }) => items));
    if (quantity > ordered - returned)
      throw rejection(
        { code: 'other' },
        `Of item ${itemId} ${ordered - returned} can be refunded in order ${own.id}, and not ${quantity}.`,
      );
  }
}

function writeRefund(own: WooOrder, wanted: RefundOrder) {
  const { amount, items, restock } = wanted;
  return {
    amount: writeDecimal(amount.amount, amount.currency),
    reason: writeReason(wanted, statusOf(own) === 'canceled'),
    api_refund: false,
    api_restock: restock,
    ...(items.length > 0 && { line_items: writeLines(own, items, amount.amount) }),
  };
}

/** The lines' part of the sum, net and tax as the lines have it; what goes beyond is a refund without lines. */
function writeLines(own: WooOrder, items: RefundOrder['items'], most: number): object[] {
  const currency = currencyOf(own);
  const placed = placedItems(own);
  const minor = (value: string) => readDecimal(value, currency) ?? 0;
  const parts = items.flatMap(({ itemId, quantity }) => {
    const line = own.line_items.find((each) => itemOfLine(each, placed) === itemId);
    if (line === undefined) return [];
    const share = (value: string) => Math.floor((minor(value) * quantity) / line.quantity);
    const taxes = line.taxes.filter(({ total }) => minor(total) > 0);
    return [
      {
        line,
        quantity,
        net: share(line.total),
        taxes: taxes.map(({ id, total }) => ({ id, tax: share(total) })),
      },
    ];
  });
  const sum = parts.reduce(
    (all, { net, taxes }) => all + net + taxes.reduce((tax, each) => tax + each.tax, 0),
    0,
  );
  // A refund of less than the goods were: the units go back, and the sum stands at the order.
  const nets =
    sum <= most
      ? parts.map(({ net }) => net)
      : allocate(
          money(most, currency),
          parts.map(({ net }) => net),
        );
  return parts.map(({ line, quantity, taxes }, index) => ({
    id: line.id,
    quantity,
    refund_total: Number(writeDecimal(nets[index] ?? 0, currency)),
    refund_tax:
      sum <= most
        ? taxes.map(({ id, tax }) => ({ id, refund_total: Number(writeDecimal(tax, currency)) }))
        : [],
  }));
}
