import type { Page, Product, Variant } from '@acp-hub/connector';
import { inStore, type Mutant } from './mutant';

const mapVariants = (page: Page<Product>, change: (variant: Variant) => Variant): Page<Product> => ({
  ...page,
  items: page.items.map((product) => ({ ...product, variants: product.variants.map(change) })),
});

export const catalogueMutants: readonly Mutant[] = [
  {
    does: 'loses page two',
    caughtBy: 'catalogue.every_product_once',
    mutate: inStore(({ listProducts }) => ({
      async listProducts(query) {
        const page = await listProducts(query);
        return query.cursor === '3' ? { ...page, items: [] } : page;
      },
    })),
  },
  {
    does: 'lists the other way round every other time',
    caughtBy: 'catalogue.stable_order',
    mutate: inStore(({ listProducts }) => {
      let walks = 0;
      return {
        async listProducts(query) {
          if (query.cursor === undefined) walks += 1;
          const page = await listProducts(query);
          return walks % 2 === 0 ? { ...page, items: page.items.toReversed() } : page;
        },
      };
    }),
  },
  {
    does: 'takes every currency to have two decimal places',
    caughtBy: 'catalogue.prices_and_stock',
    setup: 'jpy',
    mutate: inStore(({ listProducts }) => ({
      listProducts: async (query) =>
        mapVariants(await listProducts(query), (variant) => ({
          ...variant,
          price: { ...variant.price, amount: variant.price.amount * 100 },
        })),
    })),
  },
  {
    does: 'does not tell variants apart',
    caughtBy: 'catalogue.variants_apart',
    mutate: inStore(({ listProducts }) => ({
      listProducts: async (query) =>
        mapVariants(await listProducts(query), (variant) => ({ ...variant, options: [] })),
    })),
  },
  {
    does: 'ignores updatedSince',
    caughtBy: 'catalogue.updated_since',
    mutate: inStore(({ listProducts }) => ({
      async listProducts({ updatedSince, ...query }) {
        const page = await listProducts(query);
        if (updatedSince === undefined || query.cursor !== undefined) return page;
        const { deletedIds = [] } = await listProducts({ updatedSince });
        return { ...page, deletedIds };
      },
    })),
  },
  {
    does: 'leaves out what changed in the very second of updatedSince',
    caughtBy: 'catalogue.updated_since',
    mutate: inStore(({ listProducts }) => ({
      async listProducts(query) {
        const page = await listProducts(query);
        const { updatedSince = '' } = query;
        return { ...page, items: page.items.filter(({ updatedAt }) => updatedAt > updatedSince) };
      },
    })),
  },
  {
    does: 'goes on listing what it has seen once',
    caughtBy: 'catalogue.deleted_gone',
    mutate: inStore(({ listProducts }) => {
      const seen = new Map<string | undefined, Page<Product>>();
      return {
        async listProducts(query) {
          if (query.updatedSince !== undefined) return listProducts(query);
          const page = seen.get(query.cursor) ?? (await listProducts(query));
          seen.set(query.cursor, page);
          return page;
        },
      };
    }),
  },
  {
    does: 'keeps quiet about what was deleted',
    caughtBy: 'catalogue.deletions_reported',
    mutate: inStore(({ listProducts }) => ({
      listProducts: async (query) => ({ ...(await listProducts(query)), deletedIds: [] }),
    })),
  },
  {
    does: 'passes over what cannot be sold without a word',
    caughtBy: 'catalogue.left_out_listed',
    mutate: inStore(({ listProducts }) => ({
      listProducts: async (query) => ({ ...(await listProducts(query)), leftOut: [] }),
    })),
  },
  {
    does: 'says that something is left out, and not why',
    caughtBy: 'catalogue.left_out_listed',
    mutate: inStore(({ listProducts }) => ({
      async listProducts(query) {
        const { leftOut = [], ...page } = await listProducts(query);
        return { ...page, leftOut: leftOut.map((what) => ({ ...what, why: '' })) };
      },
    })),
  },
  {
    does: 'takes what cannot be sold for gone when it is asked for by id',
    caughtBy: 'catalogue.left_out_by_id',
    mutate: inStore(({ getVariants }) => ({ getVariants: (ids) => getVariants(ids) })),
  },
  {
    does: 'tells of whatever it does not find as of something left out',
    caughtBy: 'catalogue.left_out_by_id',
    mutate: inStore(({ getVariants }) => ({
      async getVariants(ids, onLeftOut) {
        const variants = await getVariants(ids);
        const found = new Set(variants.map(({ id }) => id));
        for (const id of ids) if (!found.has(id)) onLeftOut?.({ id, why: 'it was not found' });
        return variants;
      },
    })),
  },
  {
    does: 'looks up the first id only',
    caughtBy: 'catalogue.variants_by_id',
    mutate: inStore(({ getVariants }) => ({
      getVariants: (ids, onLeftOut) => getVariants(ids.slice(0, 1), onLeftOut),
    })),
  },
];
