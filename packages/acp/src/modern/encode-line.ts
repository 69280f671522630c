import type { Line } from '@acp-hub/commerce';
import { compact } from '../common/compact';
import { encodeLineTotals } from '../common/encode/totals';
import { toUri } from '../common/text-formats';

export const encodeLine = (line: Line) => ({
  id: line.id,
  item: { id: line.item.id, name: line.item.title, unit_amount: line.unitAmount },
  quantity: line.quantity,
  name: line.item.title,
  ...compact({
    description: line.item.description,
    product_id: line.item.productId,
    sku: line.item.sku,
    available_quantity:
      line.stock.available === undefined ? undefined : Math.max(0, Math.trunc(line.stock.available)),
  }),
  images: line.item.imageUrls.flatMap((url) => toUri(url) ?? []),
  unit_amount: line.unitAmount,
  availability_status: line.stock.status,
  variant_options: line.item.variantOptions.map(({ name, value }) => ({ name, value })),
  totals: encodeLineTotals(line),
});
