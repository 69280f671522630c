import type { Product } from '@acp-hub/commerce';
import type { FormatRules } from '../format-rules';
import type { Encoding } from '../kinds';
import type { Row } from '../row';
import { createJudge } from '../rules/judge';
import type { Verdict } from '../rules/verdict';
import type { FeedSettings } from '../settings';
import { priceText } from '../text/amounts';

/** An item as the shop has it, as the feed would tell it, and what becomes of it. */
export interface Preview {
  readonly before: Row;
  readonly after: Row;
  readonly verdict: Verdict;
}

/** What a merchant's rules would make of products, before the rules are kept. */
export function preview(
  products: readonly Product[],
  format: FormatRules,
  encoding: Encoding,
  settings: FeedSettings,
  now: Date,
): Preview[] {
  const judge = createJudge(format, encoding, settings, now);
  return products.flatMap((product) =>
    judge(product).map(({ row, verdict }, index) => {
      const variant = product.variants[index];
      return {
        before: {
          id: verdict.itemId,
          title: variant?.title ?? product.title,
          description: variant?.description ?? product.description,
          url: variant?.url ?? product.url,
          brand: product.brand,
          gtin: variant?.gtin,
          mpn: variant?.mpn,
          price: variant && priceText(variant.price),
          sale_price: variant?.salePrice && priceText(variant.salePrice),
          categories: product.categories,
          options: Object.fromEntries((variant?.options ?? []).map(({ name, value }) => [name, value])),
        },
        after: row,
        verdict,
      };
    }),
  );
}
