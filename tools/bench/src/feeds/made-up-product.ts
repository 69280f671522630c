import { currency, itemId, money, type Product, type Variant } from '@acp-hub/commerce';

/** Words of shops; with numbers between them no two descriptions are alike. */
const WORDS = (
  'recycled ripstop ventilated back panel rain cover base merino wool cushioned heel knitted brass steel nib lacquered ' +
  'three layer shell taped seams pit zips packs into its own pocket carbon poles cork grips adjustable stone paper takes ' +
  'pencil enamel speckled mug rim survives being dropped litre four minutes headlamp lumens red night mode battery ' +
  'charges by cable organic cotton relaxed fit drawstring hood double stitched cuffs machine washable waterproof zipper ' +
  'padded laptop sleeve hidden compartment lightweight frame removable lining oak walnut finish dovetail joints hand ' +
  'oiled ceramic glaze dishwasher safe microwave stackable set of six crystal clear stemware borosilicate heat resistant ' +
  'non slip silicone handle stainless blade forged full tang leather strap quartz movement sapphire luminous hands ' +
  'noise cancelling wireless foldable travel case fast charging usb port aluminium hinge memory foam breathable mesh'
).split(' ');

const COLOURS = ['Moss', 'Slate', 'Rust', 'Juniper', 'Cream', 'Forest', 'Indigo', 'Ochre', 'Coal', 'Sky'];
const SIZES = ['XS', 'S', 'M', 'L', 'XL', 'XXL'];
const SHELVES = ['Outdoor', 'Home', 'Clothing', 'Kitchen', 'Office', 'Travel', 'Audio', 'Garden'];

/** How many variants products have, in turns; two and a half on average. */
const VARIANTS = [1, 1, 1, 2, 2, 3, 4, 6];

/** xorshift32: the same catalogue every time. */
function numbers(seed: number): (below: number) => number {
  let state = Math.imul(seed, 0x9e3779b9) | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const pick = <T>(list: readonly T[], index: number): T => {
  const one = list[index % list.length];
  if (one === undefined) throw new RangeError('There is nothing to pick from.');
  return one;
};

function text(next: (below: number) => number, characters: number): string {
  let written = '';
  while (written.length < characters) {
    const word = next(12) === 0 ? String(next(10_000)) : pick(WORDS, next(WORDS.length));
    written += written === '' ? word : next(14) === 0 ? `. ${word}` : ` ${word}`;
  }
  return written;
}

/** Thirteen digits with their check digit. */
function gtin(number: number): string {
  const digits = `40${String(number).padStart(10, '0')}`;
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** The product of that number, always the same. */
export function writeProduct(number: number): Product {
  const next = numbers(number);
  const id = `product-${number}`;
  const title = text(next, 15 + next(40));
  const price = 500 + next(50_000);
  const count = pick(VARIANTS, number);
  const variants = Array.from({ length: count }, (_, index): Variant => {
    const [colour, size] = [pick(COLOURS, index), pick(SIZES, index)];
    const name = `${id}-${index}`;
    return {
      id: itemId(name),
      productId: id,
      title: count === 1 ? title : `${title} – ${colour} / ${size}`,
      sku: name.toUpperCase(),
      gtin: gtin(number * 10 + index),
      price: money(price, currency('USD')),
      ...(number % 5 === 0 && { salePrice: money(price - 100, currency('USD')) }),
      stock: { status: next(9) === 0 ? 'out_of_stock' : 'in_stock', available: next(500) },
      options:
        count === 1
          ? []
          : [
              { name: 'Color', value: colour },
              { name: 'Size', value: size },
            ],
      condition: 'new',
      weight: { value: (100 + next(5_000)) / 1_000, unit: 'kg' },
      imageUrls: [`https://cdn.shop.example/images/${next(1_000_000)}/${name}.jpg`],
      requiresShipping: true,
      url: `https://shop.example/products/${id}?variant=${name}`,
    };
  });
  return {
    id,
    title,
    description: text(next, 200 + next(700)),
    url: `https://shop.example/products/${id}`,
    brand: `Brand ${next(300)}`,
    categories: [pick(SHELVES, next(SHELVES.length)), pick(WORDS, next(60))],
    imageUrls: [`https://cdn.shop.example/images/${id}.jpg`],
    language: 'en',
    attributes: [{ name: 'Material', value: pick(WORDS, next(40)) }],
    updatedAt: '2026-11-01T00:00:00Z',
    variants,
  };
}
