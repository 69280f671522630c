import type { WireQuote, WireQuoteRequest } from '@acp-hub/store-contract';
import type { Merchant } from '../merchant';
import { html, type Html } from './html';
import { layout } from './layout';
import { moneyText } from '../pricing/money-text';

const field = (name: string, label: string, value: string | undefined, required = true): Html =>
  html`<label
    >${label} <input name="${name}" value="${value}" ${required ? 'required' : ''} maxlength="200"
  /></label>`;

const addressFields = (address: WireQuoteRequest['address']): Html =>
  html`${field('line_one', 'Street', address?.line_one)} ${field('city', 'City', address?.city)}
  ${field('state', 'State', address?.state, false)}
  ${field('postal_code', 'Postal code', address?.postal_code)}
  ${field('country', 'Country (two letters)', address?.country)}`;

interface Basket {
  readonly merchant: Merchant;
  readonly quote: WireQuote;
  readonly request: WireQuoteRequest;
  /** Why the last try did not become an order. */
  readonly problem?: string;
}

/** Where a buyer finishes by themselves what an agent began: pays by invoice. */
export const basketPage = ({ merchant, quote, request, problem }: Basket): string => {
  const amount = (minorUnits: number) => moneyText(minorUnits, merchant.currency);
  const physical = quote.lines.some((line) => line.requires_shipping);
  return layout({
    merchant,
    title: 'Your basket',
    main: html`<h1>Your basket</h1>
      ${problem !== undefined && html`<p class="state canceled">${problem}</p>`}
      <table>
        <tbody>
          ${quote.lines.map(
            ({ item, quantity, total }) =>
              html`<tr>
                <td>${quantity} × ${item.title}</td>
                <td>${amount(total)}</td>
              </tr>`,
          )}
          <tr>
            <td>Total with tax and delivery</td>
            <td><strong>${amount(quote.totals.total)}</strong></td>
          </tr>
        </tbody>
      </table>
      <form method="post">
        ${field('name', 'Name', request.buyer?.name ?? request.address?.name)}
        ${field('email', 'E-mail', request.buyer?.email)} ${physical && addressFields(request.address)}
        <button name="expected_total" value="${quote.totals.total}">Order and pay by invoice</button>
      </form>`,
  });
};
