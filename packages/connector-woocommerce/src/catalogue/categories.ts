import type { ConnectContext } from '@acp-hub/connector';
import { z } from 'zod';
import type { WoocommerceConfig } from '../config';
import { plainLine } from '../plain-text';
import { everyPage } from '../rest/every-page';
import { unexpected } from '../rest/refusal';
import type { RestApi } from '../rest/rest-api';
import { remember, type Recall } from '../shop/remember';
import type { WooProduct } from './product-schema';

const categorySchema = z.object({ id: z.number(), name: z.string(), parent: z.number() });

/** `parent` is 0 at the top. */
export type Category = z.infer<typeof categorySchema>;

export type Categories = ReadonlyMap<number, Category>;

const KEPT_FOR_MS = 6 * 60 * 60 * 1_000;
/** Where a product stands in a category that is not known yet, no oftener than so. */
const KEPT_AT_LEAST_MS = 10 * 60 * 1_000;

export const recallCategories = (config: WoocommerceConfig, rest: RestApi, context: ConnectContext) =>
  remember(config, context, {
    key: 'categories',
    value: z.array(categorySchema).readonly(),
    keptForMs: KEPT_FOR_MS,
    read: () => readCategories(rest),
  });

async function readCategories(rest: RestApi): Promise<readonly Category[]> {
  const answer = await everyPage(rest, 'products/categories', categorySchema, { _fields: 'id,name,parent' });
  if (answer.kind === 'refused') throw unexpected('its categories', answer);
  return answer.value;
}

/** The shop's categories, those of the products among them where the shop lists them. */
export async function categoriesFor(
  shop: { readonly categories: Recall<readonly Category[]> },
  products: readonly Pick<WooProduct, 'categories'>[],
): Promise<Categories> {
  const known = byId(await shop.categories());
  const areKnown = products.every(({ categories }) => categories.every(({ id }) => known.has(id)));
  return areKnown ? known : byId(await shop.categories({ keptForMs: KEPT_AT_LEAST_MS }));
}

const byId = (categories: readonly Category[]): Categories =>
  new Map(categories.map((each) => [each.id, each]));

/**
 * The paths of a product's categories from wide to narrow, the longest first. One that only leads to another of the
 * product's is not among them: shops often tick both.
 */
export function categoryPaths({ categories }: Pick<WooProduct, 'categories'>, all: Categories): string[][] {
  const trails = categories.map(({ id, name }) => trailOf({ id, name, parent: 0 }, all));
  const within = new Set(trails.flatMap((trail) => trail.slice(0, -1).map(({ id }) => id)));
  return trails
    .filter((trail) => !within.has(trail.at(-1)?.id ?? 0))
    .map((trail) => trail.map(({ name }) => plainLine(name)).filter((name) => name !== ''))
    .filter((path) => path.length > 0)
    .toSorted((one, other) => other.length - one.length);
}

/** From the top down; what the shop does not list stands by itself. */
function trailOf(own: Category, all: Categories): readonly Category[] {
  const trail: Category[] = [];
  for (
    let next: Category | undefined = all.get(own.id) ?? own;
    next !== undefined && !trail.includes(next);
    next = all.get(next.parent)
  )
    trail.unshift(next);
  return trail;
}
