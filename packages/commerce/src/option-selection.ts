import type { OptionId } from './ids';
import type { FulfillmentOption, Quote } from './quote';
import type { SelectedOption } from './session';

/**
 * The option in effect: the agent's choice while the store offers it, else the store's own default, else,
 * where goods must be delivered, the cheapest of type shipping. Never a pickup nobody asked for.
 */
export function effectiveOption(quote: Quote, asked: OptionId | undefined): FulfillmentOption | undefined {
  const goods = quote.lines.some((line) => line.requiresShipping);
  const offered = (id: OptionId | undefined) =>
    quote.options.find((option) => option.id === id && fits(option, goods));
  return (
    offered(asked) ??
    offered(quote.defaultOption) ??
    offered(quote.chosenOption) ??
    (goods ? cheapestShipping(quote.options) : undefined)
  );
}

/** A download cannot deliver goods. */
const fits = (option: FulfillmentOption, goods: boolean): boolean => !goods || option.type !== 'digital';

const cheapestShipping = (options: readonly FulfillmentOption[]): FulfillmentOption | undefined =>
  options
    .filter((option) => option.type === 'shipping')
    .reduce<FulfillmentOption | undefined>(
      (best, option) => (best === undefined || option.net + option.tax < best.net + best.tax ? option : best),
      undefined,
    );

/** The option with the items it delivers: downloads go by a digital option, goods by any other. */
export function selectionOf(quote: Quote, option: FulfillmentOption | undefined): SelectedOption[] {
  if (option === undefined) return [];
  const delivered = quote.lines.filter((line) => line.requiresShipping === (option.type !== 'digital'));
  return [{ type: option.type, optionId: option.id, itemIds: delivered.map((line) => line.item.id) }];
}
