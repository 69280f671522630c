import type { ProductPage } from '@acp-hub/store-contract';
import type { Check } from '../verify/check';
import { ensure } from '../verify/verdict';
import { listProducts, variantInStock, type StoreContext } from './context';

const PAGES_AT_MOST = 20;

export const catalogueChecks: readonly Check<StoreContext>[] = [
  {
    id: 'products.schema',
    sentence: 'lists products as the contract has them',
    source: 'GET /products',
    async run(context) {
      const { items } = await listProducts(context, { limit: '100' });
      ensure(items.length > 0, 'there is no product');
    },
  },
  {
    id: 'products.paging',
    sentence: 'pages through the catalogue without losing or repeating a product',
    source: 'GET /products?cursor&limit',
    async run(context) {
      const whole = (await listProducts(context, { limit: '100' })).items.map(({ id }) => id);
      const seen: string[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < PAGES_AT_MOST; page++) {
        const answer: ProductPage = await listProducts(context, {
          limit: '7',
          ...(cursor === undefined ? {} : { cursor }),
        });
        seen.push(...answer.items.map(({ id }) => id));
        cursor = answer.next_cursor;
        if (cursor === undefined) break;
      }
      ensure(new Set(seen).size === seen.length, 'a product stands on two pages');
      const expected = whole.slice(0, seen.length);
      const lost = expected.filter((id) => !seen.includes(id));
      ensure(lost.length === 0, `pages of 7 lose ${lost.join(', ')}`);
    },
  },
  {
    id: 'products.ids',
    sentence: 'finds the product of a variant by its id',
    source: 'GET /products?ids=',
    async run(context) {
      const { id } = await variantInStock(context);
      const { items } = await listProducts(context, { ids: id });
      ensure(
        items.length === 1 && items[0]?.variants.some((variant) => variant.id === id) === true,
        `${id} is not found`,
      );
    },
  },
  {
    id: 'products.updated-since',
    sentence: 'lists nothing changed since tomorrow',
    source: 'GET /products?updated_since',
    async run(context) {
      const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
      const { items } = await listProducts(context, { updated_since: tomorrow });
      ensure(items.length === 0, `${items.length} products claim to have changed since ${tomorrow}`);
    },
  },
];
