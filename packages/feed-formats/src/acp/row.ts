import type { FeedItem } from '../mapping/feed-item';
import type { Row } from '../row';
import type { FeedSettings } from '../settings';
import { categoryText } from '../text/amounts';

/** What of an item the requirements look at; the nested product is made from what they left of it. */
export const acpRows =
  ({ seller }: FeedSettings) =>
  (item: FeedItem): Row => ({
    id: item.id,
    title: item.title,
    description: item.description,
    url: item.url,
    image_url: item.imageUrls[0],
    additional_image_urls: item.imageUrls.slice(1),
    sale_price: item.isOnSale ? 'on' : undefined,
    gtin: item.gtin,
    brand: item.brand,
    seller_name: seller.name,
    product_category: categoryText(item.categories),
  });
