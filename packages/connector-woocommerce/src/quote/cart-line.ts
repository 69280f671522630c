import type { Cart, CartItem } from '../storefront/cart';
import type { WantedItem } from './wanted';

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** The line of a cart that holds what was asked for; of an "any" variation there may be several. */
export const lineFor = ({ items }: Pick<Cart, 'items'>, { key }: WantedItem): CartItem | undefined =>
  items.find(
    (item) =>
      item.id === key.id &&
      key.choices.every(([attribute, value]) =>
        item.variation.some((chosen) => same(chosen.attribute, attribute) && same(chosen.value, value)),
      ),
  );
