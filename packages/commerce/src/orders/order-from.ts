import { compact } from '../compact';
import type { OrderId } from '../ids';
import type { Order, OrderLine, OrderSnapshot } from '../order';
import type { CheckoutSession, Line } from '../session';
import { applySnapshot } from './apply-snapshot';
import type { OrderChange } from './timeline';

/** What became of a session at the platform. */
export interface PlacedAtPlatform {
  readonly id: OrderId;
  readonly permalinkUrl: string;
  readonly snapshot: OrderSnapshot;
}

/** The order a paid session becomes: as the session was accepted, then brought up to the platform's word. */
export function orderFrom(session: CheckoutSession, placed: PlacedAtPlatform, now: Date): OrderChange {
  const { snapshot } = placed;
  const occurredAt = now.toISOString();
  const accepted: Order = compact({
    id: placed.id,
    sessionId: session.id,
    platformOrderId: snapshot.platformOrderId,
    number: snapshot.number,
    currency: session.currency,
    platformStatus: 'created',
    lines: session.lines.map(orderLineOf),
    fulfillments: [],
    adjustments: [],
    totals: session.totals,
    amountRefunded: 0,
    estimatedDelivery: estimatedDelivery(session),
    permalinkUrl: placed.permalinkUrl,
    snapshotVersion: Number.NEGATIVE_INFINITY,
    createdAt: occurredAt,
    updatedAt: occurredAt,
  });
  const { order, changes } = applySnapshot(accepted, snapshot, now);
  return { order, changes: [{ kind: 'placed', occurredAt }, ...changes] };
}

const orderLineOf = (line: Line): OrderLine =>
  compact({
    id: line.id,
    itemId: line.item.id,
    title: line.item.title,
    productId: line.item.productId,
    description: line.item.description,
    imageUrl: line.item.imageUrls[0],
    url: line.item.url,
    quantity: { ordered: line.quantity, current: line.quantity, fulfilled: 0 },
    unitAmount: line.unitAmount,
    base: line.base,
    discount: line.discount,
    subtotal: line.subtotal,
    tax: line.tax,
    total: line.total,
    requiresShipping: line.requiresShipping,
  });

function estimatedDelivery(session: CheckoutSession): Order['estimatedDelivery'] {
  const chosen = session.options.find(({ id }) => id === session.selected[0]?.optionId);
  if (chosen?.type !== 'shipping') return undefined;
  const { earliestDelivery: earliest, latestDelivery: latest } = chosen;
  return earliest === undefined || latest === undefined ? undefined : { earliest, latest };
}
