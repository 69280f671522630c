import type { Books } from '../books/books';
import { UNCATEGORIZED } from '../shop/product-definition';

export type Category = Books['shop']['categories'][number];

/** The shop's categories by name, as WooCommerce lists them. */
export const categoriesOf = ({ shop }: Books): readonly Category[] =>
  [
    { id: UNCATEGORIZED, name: 'Uncategorized', slug: 'uncategorized', parent: 0 },
    ...shop.categories,
  ].toSorted((one, other) => one.name.localeCompare(other.name));
