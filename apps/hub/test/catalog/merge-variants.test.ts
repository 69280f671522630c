import { currency, money } from '@acp-hub/commerce';
import { mergeVariants } from '../../src/catalog/merge-variants';
import { sampleProduct, sampleVariant } from '../support/catalogue-world';

const priced = (productId: string, id: string, amount: number) => ({
  ...sampleVariant(productId, { price: money(amount, currency('USD')) }),
  id: sampleVariant(id).id,
});

test('an item that two products have keeps the price of its own', () => {
  const [one, other] = [priced('one', 'dup', 1_999), priced('other', 'dup', 3_000)];
  const stored = [sampleProduct('one', { variants: [one] })];
  for (const fresh of [
    [one, other],
    [other, one],
  ])
    expect(mergeVariants(stored, fresh)[0]?.variants[0]?.price.amount).toBe(1_999);
});
