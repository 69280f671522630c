import { grouped, placed, threeDigits, type MoneyFormat } from './money-text';

/** An amount as messages of the back office show it, in HTML. */
export const withSymbolHtml = (amount: string, format: MoneyFormat): string =>
  `<span class="woocommerce-Price-amount amount"><bdi>${placed(
    grouped(amount, format),
    `<span class="woocommerce-Price-currencySymbol">${threeDigits(format.symbol)}</span>`,
    format,
  )}</bdi></span>`;
