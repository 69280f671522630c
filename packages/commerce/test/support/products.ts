import fc from 'fast-check';
import {
  conditions,
  currency,
  currencyCodes,
  itemId,
  lengthUnits,
  weightUnits,
  type Attribute,
  type Currency,
  type Product,
  type Variant,
} from '../../src';

const scripts = [
  'Mug',
  'Tasse «groß»',
  'كوب أحمر',
  'כוס ‏חדשה‏',
  '湯呑み',
  '👩‍👩‍👧‍👦 cup',
  'a "quoted", one',
  'x\ty',
];

/** Text as shops have it: words of several scripts, and anything that Unicode allows. */
export const productText = (constraints: fc.StringConstraints = {}): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom(...scripts), fc.string({ unit: 'grapheme', minLength: 1, ...constraints }));

const path = fc.array(productText(), { maxLength: 3 });
const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const address = fc.webUrl({ validSchemes: ['https'], withQueryParameters: true });
const attribute: fc.Arbitrary<Attribute> = fc.record({ name: productText(), value: productText() });
const measure = fc.integer({ min: 0, max: 10_000_000 }).map((thousandths) => thousandths / 1000);

type Optional<T> = { [Key in keyof T]-?: undefined extends T[Key] ? Key : never }[keyof T];

const variant = (productId: string, code: Currency): fc.Arbitrary<Variant> => {
  const priced = fc.record({ amount: fc.nat({ max: 1_000_000_00 }), currency: fc.constant(code) });
  return fc.record<Required<Variant>, Exclude<keyof Variant, Optional<Variant>>>(
    {
      id: fc.uuid().map(itemId),
      productId: fc.constant(productId),
      title: productText(),
      description: productText(),
      sku: productText(),
      gtin: fc.constantFrom('00012345600012', '4006381333931', '1234'),
      mpn: productText(),
      price: priced,
      salePrice: priced,
      salePriceFrom: instant,
      salePriceUntil: instant,
      stock: fc.record(
        {
          status: fc.constantFrom('in_stock', 'low_stock', 'out_of_stock', 'backorder', 'pre_order'),
          available: fc.nat(),
        },
        { requiredKeys: ['status'] },
      ),
      availableFrom: instant,
      options: fc.array(attribute, { maxLength: 3 }),
      attributes: fc.array(attribute, { maxLength: 3 }),
      condition: fc.constantFrom(...conditions),
      weight: fc.record({ value: measure, unit: fc.constantFrom(...weightUnits) }),
      dimensions: fc.record(
        { length: measure, width: measure, height: measure, unit: fc.constantFrom(...lengthUnits) },
        { requiredKeys: ['unit'] },
      ),
      imageUrls: fc.array(address, { maxLength: 3 }),
      requiresShipping: fc.boolean(),
      isDigital: fc.boolean(),
      url: address,
    },
    {
      requiredKeys: [
        'id',
        'productId',
        'title',
        'price',
        'stock',
        'options',
        'imageUrls',
        'requiresShipping',
      ],
    },
  );
};

const currencies = fc.oneof(
  fc.constantFrom(...['USD', 'EUR', 'JPY', 'KWD'].map(currency)),
  fc.constantFrom(...currencyCodes),
);

/** Any product the catalogue can hold, in any currency and script; what is optional is often absent. */
export const products: fc.Arbitrary<Product> = fc.tuple(fc.uuid(), currencies).chain(([id, code]) =>
  fc.record<Required<Product>, Exclude<keyof Product, Optional<Product>>>(
    {
      id: fc.constant(id),
      title: productText(),
      description: productText({ maxLength: 400 }),
      url: address,
      brand: productText(),
      categories: path,
      furtherCategories: fc.array(path, { maxLength: 2 }),
      imageUrls: fc.array(address, { maxLength: 3 }),
      language: fc.constantFrom('en', 'de-AT', 'ar', 'ja'),
      attributes: fc.array(attribute, { maxLength: 3 }),
      updatedAt: instant,
      variants: fc.array(variant(id, code), { minLength: 1, maxLength: 4 }),
    },
    {
      requiredKeys: ['id', 'title', 'description', 'url', 'categories', 'imageUrls', 'updatedAt', 'variants'],
    },
  ),
);
