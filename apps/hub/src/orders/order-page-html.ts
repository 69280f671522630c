import {
  deriveOrderStatus,
  money,
  toDecimalString,
  type Fulfillment,
  type FulfillmentStatus,
  type Order,
  type OrderLine,
  type OrderStatus,
} from '@acp-hub/commerce';
import type { OrderPage } from './get-order-page';
import { html, type Html } from '../pages/html';
import { page } from '../pages/page';

const statusTexts: Readonly<Record<OrderStatus, string>> = {
  created: 'Received',
  manual_review: 'Being reviewed',
  confirmed: 'Confirmed',
  processing: 'Being prepared',
  shipped: 'On its way',
  completed: 'Completed',
  canceled: 'Canceled',
};

const fulfillmentTexts: Readonly<Record<FulfillmentStatus, string>> = {
  pending: 'Waiting',
  processing: 'Being prepared',
  shipped: 'Shipped',
  ready_for_pickup: 'Ready for pickup',
  delivered: 'Delivered',
  failed: 'Delivery failed',
  canceled: 'Canceled',
};

const amount = (order: Order, minorUnits: number): string =>
  `${toDecimalString(money(minorUnits, order.currency))} ${order.currency}`;

const row = (order: Order) => (line: OrderLine) =>
  html`<tr>
    <th scope="row">${line.title}</th>
    <td class="amount">${line.quantity.current}</td>
    <td class="amount">${amount(order, line.total)}</td>
  </tr>`;

const sum = (order: Order, label: string, minorUnits: number): Html | undefined =>
  minorUnits === 0
    ? undefined
    : html`<tr>
        <th scope="row" colspan="2">${label}</th>
        <td class="amount">${amount(order, minorUnits)}</td>
      </tr>`;

/** Only web addresses become links: this one comes from the store. */
const tracking = ({ trackingNumber, trackingUrl }: Fulfillment): Html | undefined => {
  const label = trackingNumber ?? 'Follow the parcel';
  if (trackingUrl !== undefined && /^https?:\/\//i.test(trackingUrl)) {
    return html`: <a href="${trackingUrl}" rel="noopener noreferrer">${label}</a>`;
  }
  return trackingNumber === undefined ? undefined : html`: ${trackingNumber}`;
};

const delivery = (fulfillment: Fulfillment): Html =>
  html`<li>
    ${fulfillmentTexts[fulfillment.status]}${fulfillment.carrier && ` with ${fulfillment.carrier}`}${tracking(fulfillment)}
  </li>`;

/** The page behind `permalink_url`, for shops that have none for guests. */
export function orderPageHtml({ order, merchant }: OrderPage): string {
  const title = `Order ${order.number ?? order.platformOrderId}`;
  const { support } = merchant;
  return page(
    `${title} – ${merchant.name}`,
    html`<main>
      <h1>${title}</h1>
      <dl>
        <dt>Shop</dt>
        <dd>${merchant.name}</dd>
        <dt>Status</dt>
        <dd>${statusTexts[deriveOrderStatus(order)]}</dd>
        <dt>Placed</dt>
        <dd><time datetime="${order.createdAt}">${order.createdAt.slice(0, 10)}</time></dd>
      </dl>
      <table>
        <caption>
          What you ordered
        </caption>
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col" class="amount">Quantity</th>
            <th scope="col" class="amount">Amount</th>
          </tr>
        </thead>
        <tbody>
          ${order.lines.map(row(order))}
        </tbody>
        <tfoot>
          ${sum(order, 'Delivery', order.totals.fulfillment)} ${sum(order, 'Discount', order.totals.discount)}
          <tr>
            <th scope="row" colspan="2">Total</th>
            <td class="amount">${amount(order, order.totals.total)}</td>
          </tr>
          ${sum(order, 'Refunded', order.amountRefunded)}
        </tfoot>
      </table>
      <h2>Delivery</h2>
      ${
        order.fulfillments.length === 0
          ? html`<p>Nothing has been sent yet.</p>`
          : html`<ul>
              ${order.fulfillments.map(delivery)}
            </ul>`
      }
      ${support?.email === undefined ? undefined : html`<p>Questions? <a href="mailto:${support.email}">${support.email}</a></p>`}
    </main>`,
  );
}

/** The same answer for a link that never existed and for one that has expired. */
export const orderPageMissingHtml = (): string =>
  page(
    'Order not found',
    html`<main>
      <h1>This order page is not available</h1>
      <p>The link may be incomplete, or it has expired. Please ask the shop for the state of your order.</p>
    </main>`,
  );
