import fc from 'fast-check';
import { products } from '../../commerce/test/support/products';
import { productSchema } from '../src';

const [sample] = fc.sample(products, { numRuns: 1, seed: 4 });

test('a product stored as JSON is read again as it was', () => {
  fc.assert(
    fc.property(products, (product) => {
      expect(productSchema.parse(JSON.parse(JSON.stringify(product)))).toEqual(product);
    }),
  );
});

test('what the catalogue does not know is dropped', () => {
  expect(productSchema.parse({ ...sample, colour_of_the_day: 'blue' })).toEqual(sample);
});

test.each([
  ['a product nobody could buy', { variants: [] }],
  ['a time that is none', { updatedAt: 'yesterday' }],
])('%s is refused', (_, wrong) => {
  expect(productSchema.safeParse({ ...sample, ...wrong }).success).toBe(false);
});

test.each([
  ['a price that is no integer', { price: { amount: 19.99, currency: 'USD' } }],
  ['a currency that is none', { price: { amount: 1999, currency: 'USB' } }],
  ['a currency in lower case', { price: { amount: 1999, currency: 'usd' } }],
  ['a stock of a kind that nobody knows', { stock: { status: 'perhaps' } }],
])('%s is refused', (_, wrong) => {
  const [variant] = sample!.variants;
  expect(productSchema.safeParse({ ...sample, variants: [{ ...variant, ...wrong }] }).success).toBe(false);
});
