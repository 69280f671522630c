import type { WireProduct } from '@acp-hub/store-contract';
import type { Merchant } from '../merchant';
import { html, type Html } from './html';
import { layout } from './layout';
import { moneyText } from '../pricing/money-text';

function priceTag(merchant: Merchant, { price, sale_price = price }: WireProduct['variants'][number]): Html {
  if (price === 0) return html`<span class="price">Price on request</span>`;
  const shown = moneyText(price, merchant.currency);
  return sale_price >= price
    ? html`<span class="price">${shown}</span>`
    : html`<span class="price"><s>${shown}</s>${moneyText(sale_price, merchant.currency)}</span>`;
}

const pictureOf = ({ image_urls: [url], title }: WireProduct): Html | undefined =>
  url === undefined ? undefined : html`<img src="${url}" alt="${title}" loading="lazy" />`;

const card = (merchant: Merchant, product: WireProduct): Html =>
  html`<a class="card" href="/${merchant.slug}/products/${product.id}">
    ${pictureOf(product)}
    <div>
      <strong>${product.title}</strong><br />
      <span class="muted">${product.brand}</span><br />
      ${product.variants.slice(0, 1).map((variant) => priceTag(merchant, variant))}
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
      <div>${pictureOf(product)}</div>
      <div>
        <p class="muted">
          ${[product.categories.join(' › '), product.brand].filter((part) => part !== undefined).join(' · ')}
        </p>
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
