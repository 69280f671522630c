import type { ProductSeed, VariantSeed } from '../catalogue/product-seed';
import { demoGtin } from './demo-gtin';

/** As a page builder leaves it: markup, styles and a script between the words, and more of them than a feed shows. */
const PASTED_DESCRIPTION = [
  '<style>.tent-story p { font: 16px/1.6 Georgia }</style><div class="tent-story">',
  '<script>window.dataLayer = window.dataLayer || []; dataLayer.push({ event: "tent_story" });</script>',
  '<h2>Three seasons, two doors &amp; one pole too many</h2>',
  ...Array.from(
    { length: 14 },
    (_, night) =>
      `<p><strong>Night ${night + 1}.</strong> The fly went up in <em>four minutes</em>, the wind came from the ` +
      'lake, and the groundsheet stayed dry&nbsp;&ndash; which is all that one asks of a tent, and more than most ' +
      'of them give after a season in the rain.</p>',
  ),
  '<ul><li>Floor 210 &times; 130 cm</li><li>1.9 kg with pegs</li></ul></div>',
].join('\n');

const BOOT_COLOURS = ['Bark', 'Granite', 'Pine', 'Rust'];
const BOOT_SIZES = Array.from({ length: 24 }, (_, index) => String(4 + index / 2));

const bootVariants: readonly VariantSeed[] = BOOT_COLOURS.flatMap((colour, column) =>
  BOOT_SIZES.map((size, row) => ({
    id: `timberline-boot-${colour}-${size.replace('.', '-')}`.toLowerCase(),
    gtin: demoGtin(8000 + column * BOOT_SIZES.length + row),
    options: { Size: size, Color: colour },
    price: 16900,
    stock: (row * 5 + column * 3) % 14,
  })),
);

/** Products as real shops have them, each with something that a feed has to say about it. */
export const cascadeProblemProducts: readonly ProductSeed[] = [
  {
    id: 'river-dry-bag',
    title: 'River Dry Bag 20 l',
    description: 'A roll-top bag of welded tarpaulin. The photographs are still at the developer’s.',
    brand: 'Cascade',
    categories: ['Outdoor', 'Packs'],
    taxClass: 'standard',
    hasNoPicture: true,
    variants: [{ id: 'river-dry-bag', gtin: demoGtin(7901), options: {}, price: 3450, stock: 31 }],
  },
  {
    id: 'snowline-gaiters',
    title: 'Snowline Gaiters',
    description: 'Waterproof gaiters that close in front and stay shut with gloves on.',
    brand: 'Sawtooth',
    categories: ['Outdoor', 'Clothing', 'Gaiters'],
    taxClass: 'standard',
    // Two digits change places when a barcode is typed by hand.
    variants: [{ id: 'snowline-gaiters', gtin: '9520000079203', options: {}, price: 5900, stock: 19 }],
  },
  {
    id: 'willow-spoon',
    title: 'Willow Camp Spoon',
    description: 'Carved by a neighbour from a willow that fell in the March storm. No two are alike.',
    categories: ['Outdoor', 'Camp Kitchen'],
    taxClass: 'standard',
    variants: [{ id: 'willow-spoon', options: {}, price: 1400, stock: 12 }],
  },
  {
    id: 'trail-chair',
    title: 'Two-Minute Trail Chair',
    description: 'A folding chair of 900 grams with a cup holder in the wrong place.',
    brand: 'Cascade',
    categories: ['Outdoor', 'Camp Furniture'],
    taxClass: 'standard',
    variants: [
      { id: 'trail-chair', gtin: demoGtin(7903), options: {}, price: 6400, salePrice: 6900, stock: 8 },
    ],
  },
  {
    id: 'tarn-2-tent',
    title: 'Tarn 2 Tent',
    description: PASTED_DESCRIPTION,
    brand: 'Cascade',
    categories: ['Outdoor', 'Tents'],
    attributes: { Material: 'Ripstop polyester' },
    taxClass: 'standard',
    variants: [{ id: 'tarn-2-tent', gtin: demoGtin(7904), options: {}, price: 38900, stock: 9 }],
  },
  {
    id: 'travellers-tea-pot',
    title: 'Traveller’s Tea Pot ☕ إبريق شاي المسافر',
    description:
      'إبريق شاي صغير من الفولاذ المقاوم للصدأ، يكفي لأربعة أكواب. 🏕️👨‍👩‍👧‍👦 Four cups, one handle that folds.',
    brand: 'Cascade',
    categories: ['Outdoor', 'Camp Kitchen'],
    taxClass: 'standard',
    variants: [{ id: 'travellers-tea-pot', gtin: demoGtin(7905), options: {}, price: 2900, stock: 44 }],
  },
  {
    id: 'summit-red',
    title: 'Summit Red, Four Cans',
    description: 'A light red from the Willamette Valley in cans that come back down with you.',
    brand: 'Cascade',
    categories: ['Outdoor', 'Provisions', 'Wine'],
    taxClass: 'standard',
    variants: [{ id: 'summit-red', gtin: demoGtin(7906), options: {}, price: 2600, stock: 36 }],
  },
  {
    id: 'timberline-boot',
    title: 'Timberline Boot',
    description: 'A welted leather boot in every half size, resoled for life at our workshop.',
    brand: 'Sawtooth',
    categories: ['Outdoor', 'Footwear', 'Boots'],
    attributes: { Material: 'Full-grain leather', Gender: 'Unisex' },
    taxClass: 'standard',
    variants: bootVariants,
  },
  {
    id: 'workshop-canoe',
    title: 'Workshop Cedar Canoe',
    description: 'Built to order in four months. Ask us for a price.',
    brand: 'Cascade',
    categories: ['Outdoor', 'Boats'],
    taxClass: 'standard',
    variants: [{ id: 'workshop-canoe', gtin: demoGtin(7907), options: {}, price: 0, stock: 1 }],
  },
];
