import type { Books } from '../books/books';
import { moveTo } from '../books/order-status';
import type { Order } from '../books/records/orders';
import { asText } from '../rest/rest';
import type { Proof } from './proof';
import { isSameAmount } from './same-amount';

const DEAD = ['checkout-draft', 'failed', 'cancelled', 'trash'];

export const keyOf = (order: Order): string =>
  asText(order.meta.find(({ key }) => key === '_acp_hub_key')?.value);

export const ordersOf = (books: Books, key: string): readonly Order[] =>
  [...books.orders.values()].filter((order) => key !== '' && keyOf(order) === key);

/** What is wrong with the order by what was proved; `undefined` where nothing is. */
export function complaintAbout(books: Books, order: Order, proof: Proof): string | undefined {
  if (order.currency !== proof.currency)
    return 'acp_hub_currency_mismatch: the order is in another currency than was paid.';
  if (unitsOfOrder(order) !== unitsOfProof(proof))
    return 'acp_hub_items_mismatch: the order holds other items than were accepted.';
  if (!isSameAmount(order.total, proof.total))
    return 'acp_hub_total_mismatch: the order comes to another sum than was accepted.';
  const isUsed = ordersOf(books, proof.key).some(
    ({ id, status }) => id !== order.id && !DEAD.includes(status),
  );
  return isUsed ? 'acp_hub_key_used: an order of this attempt exists.' : undefined;
}

const written = (units: ReadonlyMap<number, number>): string =>
  JSON.stringify([...units].toSorted(([a], [b]) => a - b));

function unitsOfOrder({ lines }: Order): string {
  const units = new Map<number, number>();
  for (const { productId, variationId, quantity } of lines)
    units.set(variationId || productId, (units.get(variationId || productId) ?? 0) + quantity);
  return written(units);
}

function unitsOfProof({ items }: Proof): string {
  const units = new Map<number, number>();
  for (const [item, quantity] of items) {
    const id = Number(item.split('~', 1)[0]);
    units.set(id, (units.get(id) ?? 0) + quantity);
  }
  return written(units);
}

/** Takes the order, on hold until the money is captured. */
export function takeOrder(books: Books, order: Order, proof: Proof): Order {
  const values = {
    key: proof.key,
    session: proof.session,
    payment: proof.payment,
    provider: proof.provider,
    items: JSON.stringify(proof.items),
  };
  const own = Object.entries(values).map(([name, value]) => ({
    id: books.next('meta'),
    key: `_acp_hub_${name}`,
    value,
  }));
  const marked: Order = {
    ...order,
    createdVia: 'acp_hub',
    meta: [...order.meta.filter(({ key }) => !key?.startsWith('_acp_hub_')), ...own],
  };
  return moveTo(
    books,
    marked,
    'on-hold',
    `ACP Hub: payment ${proof.payment} is authorised by ${proof.provider}.`,
  );
}
