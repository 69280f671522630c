import { canvasAndCo, type ShopDefinition } from '@acp-hub/fake-woocommerce';

type Product = NonNullable<ShopDefinition['products']>[number];

/** What the recorded shop did not say of its goods, and feeds ask for. */
const SAID: Readonly<Record<number, Partial<Product>>> = {
  10: { brands: ['Canvas & Co.'], global_unique_id: '4006381333931' },
  11: { brands: ['Emaille'], description: 'Holds a third of a litre, and falls without breaking.' },
  12: { brands: ['Canvas & Co.'], description: 'The harbour at six in the morning, printed on linen.' },
  13: { brands: ['Lumen'], description: 'Made to order, so that it takes a while.' },
  14: { brands: ['Canvas & Co.'], description: 'How to wax canvas, with pictures.' },
  15: { brands: ['Kiln'], description: 'Glazed by hand. Its sale begins with the year.' },
  16: { brands: ['Canvas & Co.'], description: 'Cut wide, of heavy cotton.' },
};

const shown = (product: Product): Product[] => {
  const said = SAID[product.id];
  const image = `https://pictures.example/canvas/${product.id}.jpg`;
  return said === undefined ? [] : [{ ...product, image, ...said }];
};

/** As real shops have them: what keeps each out of feeds is told by `hub feeds publish-all`. */
const odd: readonly Product[] = [
  {
    id: 150,
    name: 'Patch without a picture',
    sku: 'PATCH-1',
    regular_price: '4.50',
    brands: ['Canvas & Co.'],
    description: 'Sewn on.',
  },
  {
    id: 151,
    name: 'Apron of no brand',
    sku: 'APRON-1',
    regular_price: '38.00',
    image: 'https://pictures.example/canvas/151.jpg',
    description: 'With two pockets.',
  },
  {
    id: 152,
    name: 'Banner at a price on request',
    sku: 'BANNER-1',
    brands: ['Canvas & Co.'],
    description: 'Of any length.',
  },
  { id: 153, name: 'Desk set', sku: 'SET-1', type: 'grouped', description: 'Tote and mug.' },
];

/** The recorded goods that somebody would buy, and some that nobody is told of. */
export const goods: Product[] = [...(canvasAndCo.products ?? []).flatMap(shown), ...odd];
