import { money, toDecimalString, type Currency } from '@acp-hub/commerce';

/** Minor units as people write them: `$12.00`, `€8.90`, `¥1,944`. */
export const moneyText = (amount: number, currency: Currency): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).format(
    toDecimalString(money(amount, currency)) as Intl.StringNumericLiteral,
  );
