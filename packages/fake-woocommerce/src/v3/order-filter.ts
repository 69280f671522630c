import type { Order } from '../books/records/orders';
import { listOf, one, type RestRequest } from '../rest/rest';

export function chosenBy(request: RestRequest): (order: Order) => boolean {
  const { query } = request;
  const statuses = listOf(query['status'] ?? query['status[]']).filter((status) => status !== 'any');
  const via = listOf(query['created_via'] ?? query['created_via[]']);
  const search = (one(query['search']) ?? '').toLowerCase();
  const product = one(query['product']);
  const customer = one(query['customer']);
  return (order) => {
    if (statuses.length > 0 ? !statuses.includes(order.status) : order.status === 'trash') return false;
    if (via.length > 0 && !via.includes(order.createdVia)) return false;
    if (customer !== undefined && order.customerId !== Number(customer)) return false;
    if (
      product !== undefined &&
      !order.lines.some(({ productId, variationId }) => [productId, variationId].includes(Number(product)))
    )
      return false;
    if (search === '') return true;
    const { billing, shippingAddress, lines } = order;
    const texts = [
      ...Object.values<string>({ ...billing }),
      ...Object.values<string>({ ...shippingAddress }),
      order.transactionId,
      ...lines.map(({ name }) => name),
    ];
    return String(order.id) === search || texts.some((text) => String(text).toLowerCase().includes(search));
  };
}
