import type { MerchantLinkType, Stock } from '@acp-hub/commerce';
import type { FeedItem } from '../mapping/feed-item';
import { textIn } from '../row';
import type { Judged } from '../rules/judge';
import type { FeedSettings, Seller } from '../settings';
import { categoryText } from '../text/amounts';
import type { WireMedia, WirePrice, WireProduct, WireVariant } from './wire';

const STATUS: Readonly<Record<Stock['status'], string>> = {
  in_stock: 'in_stock',
  low_stock: 'limited_stock',
  out_of_stock: 'out_of_stock',
  backorder: 'backorder',
  pre_order: 'preorder',
};

const LINK_TYPES: Readonly<Partial<Record<MerchantLinkType, string>>> = {
  terms_of_use: 'terms_of_service',
  return_policy: 'refund_policy',
};

const sellerOf = ({ name, links }: Seller): NonNullable<WireVariant['seller']> => ({
  name,
  ...(links.length > 0 && {
    links: links.map(({ type, url, title }) => ({
      type: LINK_TYPES[type] ?? type,
      url,
      ...(title !== undefined && { title }),
    })),
  }),
});

const image = (url: string): WireMedia => ({ type: 'image', url });

const priceOf = ({ amount, currency }: WirePrice): WirePrice => ({ amount, currency });

const categoriesOf = ({ categories, googleCategory }: FeedItem): NonNullable<WireVariant['categories']> => {
  const own = categoryText(categories);
  return [
    ...(own === undefined ? [] : [{ value: own, taxonomy: 'merchant' }]),
    ...(googleCategory === undefined ? [] : [{ value: googleCategory, taxonomy: 'google_product_category' }]),
  ];
};

function variantOf({ item, row }: Judged, seller: NonNullable<WireVariant['seller']>): WireVariant {
  const description = row['description'];
  const more = row['additional_image_urls'];
  const sale = row['sale_price'] === undefined ? undefined : item.salePrice;
  const categories = categoriesOf(item);
  const options = item.options.filter(({ name }) => name !== '');
  return {
    id: item.id,
    title: textIn(row, 'title'),
    ...(typeof description === 'string' && description !== '' && { description: { plain: description } }),
    url: textIn(row, 'url'),
    ...(row['gtin'] !== undefined && { barcodes: [{ type: 'GTIN', value: textIn(row, 'gtin') }] }),
    price: priceOf(sale ?? item.price),
    ...(sale !== undefined && { list_price: priceOf(item.price) }),
    availability: { available: item.stock.status !== 'out_of_stock', status: STATUS[item.stock.status] },
    ...(categories.length > 0 && { categories }),
    ...(item.condition !== undefined && { condition: [item.condition] }),
    ...(options.length > 0 && { variant_options: options.map(({ name, value }) => ({ name, value })) }),
    media: [textIn(row, 'image_url'), ...(Array.isArray(more) ? (more as readonly string[]) : [])].map(image),
    seller,
  };
}

/** Makes what nests a product's listed variants; `undefined` where none is listed. */
export function acpProducts({
  seller,
}: FeedSettings): (judged: readonly Judged[]) => WireProduct | undefined {
  const wireSeller = sellerOf(seller);
  return (judged) => {
    const listed = judged.filter(({ verdict }) => verdict.status !== 'excluded');
    const [first] = listed;
    if (first === undefined) return undefined;
    const { groupId, groupTitle } = first.item;
    return {
      id: groupId,
      ...(groupTitle !== '' && { title: groupTitle }),
      variants: listed.map((one) => variantOf(one, wireSeller)),
    };
  };
}
