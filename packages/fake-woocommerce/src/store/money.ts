import type { Books } from '../books/books';
import { currencyOf, decoded, moneyFormat } from '../books/shop-rules';
import type { JsonObject } from '../rest/rest';

/** What stands beside every amount of the Store API. */
export function currencyFields(books: Books): JsonObject {
  const format = moneyFormat(books);
  const symbol = decoded(format.symbol);
  return {
    currency_code: currencyOf(books),
    currency_symbol: symbol,
    currency_minor_unit: format.decimals,
    currency_decimal_separator: format.decimalSeparator,
    currency_thousand_separator: format.thousandSeparator,
    currency_prefix:
      format.position === 'left' ? symbol : format.position === 'left_space' ? `${symbol} ` : '',
    currency_suffix:
      format.position === 'right' ? symbol : format.position === 'right_space' ? ` ${symbol}` : '',
  };
}
