import { itemId, type ItemDetails, type Stock } from '@acp-hub/commerce';
import type { WireItem, WireStock } from '@acp-hub/store-contract';
import { defined } from '../defined';

export const readStock = ({ status, available }: WireStock): Stock => defined({ status, available });

export const readItem = (item: WireItem): ItemDetails =>
  defined({
    id: itemId(item.id),
    productId: item.product_id,
    sku: item.sku,
    title: item.title,
    url: item.url,
    imageUrls: item.image_urls,
    variantOptions: item.options,
  });
