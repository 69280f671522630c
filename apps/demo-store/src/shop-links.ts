import type { ShopLinks } from './catalogue/shelf-item';

/** @param location read anew for every link: the port is known only once the server listens. */
export function shopLinks(slug: string, location: { readonly base: string }): ShopLinks {
  const page = (path: string) => `${location.base}/${slug}/${path}`;
  return {
    page,
    product: (productId) => page(`products/${productId}`),
    image: (itemId) => page(`images/${itemId}.svg`),
    basket: (quoteId) => page(`baskets/${quoteId}`),
  };
}
