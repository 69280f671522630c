import type { QuoteLine } from '@acp-hub/commerce';
import { ConnectorError } from '@acp-hub/connector';

interface Rest {
  /** What the whole asks for beyond its lines: delivery, fees, less what is taken off the order. */
  readonly sum: number;
  /** How many amounts that is, each rounded by itself. */
  readonly parts: number;
  /** Tax that is taken off with a discount on the order, and so off the lines. */
  readonly taxOff: number;
}

/**
 * The lines with their tax moved by the few units by which WooCommerce's own total differs from the sum of its parts:
 * it rounds tax by line or over the whole, as the merchant has set it. The total is what is charged, and stays.
 * @throws ConnectorError `config` where more is missing than rounding explains: something is charged that the cart
 *   does not show.
 */
export function reconcile(lines: readonly QuoteLine[], rest: Rest, total: number): QuoteLine[] {
  const sum = lines.reduce((all, line) => all + grossOf(line), rest.sum);
  const rounding = total - (sum - rest.taxOff);
  if (Math.abs(rounding) > lines.length + rest.parts)
    throw new ConnectorError(
      { kind: 'config' },
      `The shop’s cart asks for ${total}, and its parts sum to ${sum - rest.taxOff} (minor units): a plugin charges something that the cart does not show. Nothing can be sold until it does.`,
      'not_applied',
    );
  let missing = total - sum;
  const moved = [...lines];
  const dearestFirst = lines
    .map((line, index) => ({ line, index }))
    .sort((a, b) => grossOf(b.line) - grossOf(a.line));
  for (const { line, index } of dearestFirst) {
    if (missing === 0) break;
    const tax = Math.max(0, line.tax + missing);
    missing -= tax - line.tax;
    moved[index] = { ...line, tax };
  }
  return moved;
}

const grossOf = (line: QuoteLine): number => line.base - line.discount + line.tax;
