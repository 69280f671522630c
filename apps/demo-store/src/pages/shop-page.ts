import type { WireProduct } from '@acp-hub/store-contract';
import type { Merchant } from '../merchant';
import { html, type Html } from './html';
import { layout } from './layout';
import { moneyText } from '../pricing/money-text';

const priceTag = (merchant: Merchant, { price, sale_price }: WireProduct['variants'][number]): Html =>
  sale_price === undefined
    ? html`<span class="price">${moneyText(price, merchant.currency)}</span>`
    : html`<span class="price"
        ><s>${moneyText(price, merchant.currency)}</s>${moneyText(sale_price, merchant.currency)}</span
      >`;

const card = (merchant: Merchant, { id, title, brand, image_urls, variants }: WireProduct): Html =>
  html`<a class="card" href="/${merchant.slug}/products/${id}">
    <img src="${image_urls[0]}" alt="${title}" loading="lazy" />
    <div>
      <strong>${title}</strong><br />
      <span class="muted">${brand}</span><br />
      ${variants.slice(0, 1).map((variant) => priceTag(merchant, variant))}
    </div>
  </a>`;

/** Everything on the shelf. */
export const shopPage = (merchant: Merchant, products: readonly WireProduct[]): string =>
  layout({
    merchant,
    title: 'Shop',
    main: html`<div class="grid">${products.map((product) => card(merchant, product))}</div>`,
  });

const row = (merchant: Merchant, variant: WireProduct['variants'][number]): Html => {
  const choice = variant.options.map(({ value }) => value).join(' / ');
  return html`<tr>
    <td>${choice === '' ? variant.title : choice}</td>
    <td class="muted">${variant.stock.status.replaceAll('_', ' ')}</td>
    <td>${priceTag(merchant, variant)}</td>
  </tr>`;
};

/** One product with all its variants. */
export const productPage = (merchant: Merchant, product: WireProduct): string =>
  layout({
    merchant,
    title: product.title,
    main: html`<div class="product">
      <img src="${product.image_urls[0]}" alt="${product.title}" />
      <div>
        <p class="muted">${product.categories.join(' › ')} · ${product.brand}</p>
        <h1>${product.title}</h1>
        <p>${product.description}</p>
        <table>
          <tbody>
            ${product.variants.map((variant) => row(merchant, variant))}
          </tbody>
        </table>
        <p class="muted">
          ${merchant.pricesIncludeTax ? 'Prices include tax.' : 'Tax is added at checkout.'} Buy it through
          your shopping agent.
        </p>
      </div>
    </div>`,
  });
