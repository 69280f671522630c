import { optionId, type OptionId } from '@acp-hub/commerce';
import type { Cart, CartPackage } from '../storefront/cart';
import type { CartWrite } from '../storefront/storefront';

/** Rate ids hold colons and letters; the goods of most carts travel in one package. */
const BETWEEN_PACKAGES = '+';

export const optionOf = (rates: readonly string[]): OptionId => optionId(rates.join(BETWEEN_PACKAGES));

export const ratesOf = (option: OptionId): string[] => option.split(BETWEEN_PACKAGES);

/** The rate in force in each package; `undefined` where one has none, so that nothing can be delivered. */
export function selectedOption({
  shipping_rates: packages,
}: Pick<Cart, 'shipping_rates'>): OptionId | undefined {
  const selected = packages.map(({ shipping_rates: rates }) => rates.find((rate) => rate.selected)?.rate_id);
  const rates = selected.filter((rate) => rate !== undefined);
  return rates.length === 0 || rates.length < packages.length ? undefined : optionOf(rates);
}

/** @param packages as the cart has them; before it is known, packages are numbered from 0. */
export const selectRates = (option: OptionId, packages: readonly CartPackage[] = []): CartWrite[] =>
  ratesOf(option).map((rate, index) => ({
    action: 'select-shipping-rate',
    body: { package_id: packages[index]?.package_id ?? index, rate_id: rate },
  }));
