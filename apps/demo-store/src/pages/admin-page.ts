import type { WireOrder } from '@acp-hub/store-contract';
import type { Merchant } from '../merchant';
import { amountRefunded } from '../orders/refund-order';
import { html, Html } from './html';
import { layout } from './layout';
import { moneyText } from '../pricing/money-text';

export const adminActions = ['ship', 'deliver', 'refund', 'discount', 'cancel'] as const;
export type AdminAction = (typeof adminActions)[number];

const labels: Readonly<Record<AdminAction, string>> = {
  ship: 'Ship',
  deliver: 'Mark delivered',
  refund: 'Refund',
  discount: 'Take 10% off',
  cancel: 'Cancel',
};

/** What can be done with an order in its present state. */
export function actionsFor(order: WireOrder): AdminAction[] {
  const refundable = order.payment !== undefined && amountRefunded(order) < order.payment.amount;
  return adminActions.filter((action) => {
    switch (action) {
      case 'ship':
        return order.status === 'confirmed';
      case 'deliver':
        return order.status === 'shipped';
      case 'refund':
        return refundable;
      case 'discount':
        return refundable && order.status !== 'canceled';
      case 'cancel':
        return order.status !== 'canceled' && order.shipments.length === 0;
    }
  });
}

const button = ({ slug }: Merchant, { id }: WireOrder, action: AdminAction): Html =>
  html`<form method="post" action="/${slug}/admin/orders/${id}/${action}">
    <button>${labels[action]}</button>
  </form>`;

const clockTime = (time: string): string => time.slice(0, 16).replace('T', ' ');

function remarks(merchant: Merchant, order: WireOrder): string {
  const refunded = amountRefunded(order);
  const parcel = order.shipments.find(({ tracking_number }) => tracking_number !== undefined);
  return [
    order.held_until && `held until ${clockTime(order.held_until)} UTC`,
    order.payment && `paid by ${order.payment.provider}`,
    parcel && `${parcel.carrier} ${parcel.tracking_number}`,
    refunded > 0 && `${moneyText(refunded, merchant.currency)} refunded`,
    order.cancel_reason,
    order.note && `“${order.note}”`,
  ]
    .filter(Boolean)
    .join(' · ');
}

const orderCard = (merchant: Merchant, order: WireOrder): Html =>
  html`<article class="order">
    <div class="head">
      <strong>${order.number}</strong>
      <span class="state ${order.status}">${order.status.replaceAll('_', ' ')}</span>
      <span class="muted">${clockTime(order.created_at)} UTC</span>
      <span class="total">${moneyText(order.totals.total, merchant.currency)}</span>
    </div>
    <ul>
      ${order.lines.map(({ quantity, item }) => html`<li>${quantity} × ${item.title}</li>`)}
    </ul>
    <div class="muted">
      ${order.buyer.name}, ${order.shipping?.city ?? order.buyer.email} · ${order.option?.title}
    </div>
    <div class="muted">${remarks(merchant, order)}</div>
    <div class="actions">${actionsFor(order).map((action) => button(merchant, order, action))}</div>
  </article>`;

/** Fetches the page again whenever the shop says that an order changed. */
const liveScript = (slug: string): Html =>
  new Html(`<script>
    new EventSource('/${slug}/admin/live').addEventListener('order', async () => {
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
      document.querySelector('main').replaceWith(page.querySelector('main'));
    });
  </script>`);

/** The order list, newest first; it follows what happens by itself. */
export const adminPage = (merchant: Merchant, orders: readonly WireOrder[]): string =>
  layout({
    merchant,
    title: 'Orders',
    main: html`<h1>Orders</h1>
      ${orders.length === 0 && html`<p class="muted">None yet. They appear here the moment they arrive.</p>`}
      ${orders.map((order) => orderCard(merchant, order))}`,
    script: liveScript(merchant.slug),
  });
