import { createHash } from 'node:crypto';
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
import { html, type Html } from './html';

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: start; font-weight: 600; padding: .4rem 0; }
th, td { padding: .5rem 0; border-bottom: 1px solid #8884; text-align: start; vertical-align: top; font-weight: 400; }
thead th { font-size: .875rem; opacity: .75; }
tfoot th, tfoot td { border: 0; padding: .2rem 0; }
th.amount, td.amount { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; }
dt { font-weight: 600; } dd { margin: 0; }`;

/** Whole, because its hash stands in the policy: a space more, and browsers drop it. */
const styleElement: Html = { html: `<style>${STYLE}</style>` };

const styleHash = createHash('sha256').update(STYLE).digest('base64');

/** The page needs its own style and nothing else, from nowhere. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
} as const;

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

const layout = (title: string, body: Html): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        ${body}
      </body>
    </html> `.html;

/** The page behind `permalink_url`, for shops that have none for guests. */
export function orderPageHtml({ order, merchant }: OrderPage): string {
  const title = `Order ${order.number ?? order.platformOrderId}`;
  const { support } = merchant;
  return layout(
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
  layout(
    'Order not found',
    html`<main>
      <h1>This order page is not available</h1>
      <p>The link may be incomplete, or it has expired. Please ask the shop for the state of your order.</p>
    </main>`,
  );
