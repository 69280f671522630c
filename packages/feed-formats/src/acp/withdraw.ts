import type { Product } from '@acp-hub/commerce';
import type { WireProduct } from './wire';

/** The Feed API has no deleting: what is gone is told to be discontinued, variant by variant. */
export const withdrawn = ({ id, title, variants }: Product): WireProduct => ({
  id,
  variants: variants.map((variant) => ({
    id: variant.id,
    title: variant.title || title,
    availability: { available: false, status: 'discontinued' },
  })),
});
