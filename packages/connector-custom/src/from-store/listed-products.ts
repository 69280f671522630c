import type { LeftOut, Product } from '@acp-hub/connector';
import { product, variant } from '@acp-hub/store-contract';
import { z } from 'zod';
import { readProduct } from './product';

const texts = z.array(z.string()).default([]);
const named = z.array(z.object({ name: z.string().min(1), value: z.string() }));

const LONGEST_REASON = 300;

/**
 * As much of the contract as a product cannot do without: what it is called, costs and has left. What is missing or odd
 * in its texts, pictures and numbers is for each feed to judge.
 */
const readableProduct = product.extend({
  title: z.string().default(''),
  description: z.string().default(''),
  url: z.string().default(''),
  brand: z.string().optional(),
  categories: texts.transform((all) => all.filter((each) => each !== '')),
  further_categories: z.array(z.array(z.string().min(1))).optional(),
  image_urls: texts,
  updated_at: z.iso.datetime({ offset: true }),
  attributes: named.optional(),
  variants: z
    .array(
      variant.extend({
        title: z.string().default(''),
        description: z.string().optional(),
        sku: z.string().min(1).optional(),
        gtin: z.string().min(1).optional(),
        mpn: z.string().min(1).optional(),
        options: named.default([]),
        attributes: named.optional(),
        image_urls: texts,
        url: z.string().optional(),
      }),
    )
    .min(1),
});

/** A page of the catalogue, its products as they come. */
export const listedProducts = z.object({
  items: z.array(z.unknown()),
  deleted_ids: z.array(z.string()).default([]),
  next_cursor: z.string().min(1).optional(),
});

export interface ReadProducts {
  readonly items: readonly Product[];
  readonly leftOut: readonly LeftOut[];
}

/** Reads each product by itself: one that cannot be read is left out, and stops no other. */
export function readProducts(listed: readonly unknown[]): ReadProducts {
  const items: Product[] = [];
  const leftOut: LeftOut[] = [];
  for (const [index, each] of listed.entries()) {
    const parsed = readableProduct.safeParse(each);
    if (parsed.success) items.push(readProduct(parsed.data));
    else leftOut.push({ ...nameOf(each, index), why: whyNot(parsed.error) });
  }
  return { items, leftOut };
}

function whyNot({ issues: [issue] }: z.ZodError): string {
  const place = issue?.path.join('.') ?? '';
  const what = place === '' ? 'it' : `its ${place}`;
  const why = `${what} does not keep the store contract (${issue?.message ?? ''}); correct it at the shop`;
  return why.slice(0, LONGEST_REASON);
}

/** What a product without an id is told by, so that it can be found at the shop. */
function nameOf(each: unknown, index: number): Pick<LeftOut, 'id' | 'title'> {
  const { id, title } = z
    .object({
      id: z.string().min(1).optional().catch(undefined),
      title: z.string().optional().catch(undefined),
    })
    .catch({})
    .parse(each);
  const name = id ?? `without an id (${title ?? `number ${index + 1} of its page`})`;
  return title === undefined ? { id: name } : { id: name, title };
}
