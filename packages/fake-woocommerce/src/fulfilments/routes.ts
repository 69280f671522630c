import { known } from '../known';
import type { Books } from '../books/books';
import { findOrder } from '../books/orders';
import type { Fulfilment } from '../books/records/orders';
import { asText, isTrue, RestFailure } from '../rest/rest';
import type { Answer, Call, Route } from '../rest/routes';
import type { Schema } from '../rest/schema';
import { NO_ROUTE } from '../rest/no-route';
import { isAtLeast } from '../shop/version';
import { mergedMeta } from '../v3/merged-meta';
import { fulfilmentBody, fulfilmentsOf, keepFulfilment, unitsIn } from './fulfilment';

const PATH = '/wc/v3/orders/:order_id/fulfillments';

const schema: Schema = {
  status: { type: 'string' },
  is_fulfilled: { type: 'boolean' },
  meta_data: { type: 'array', items: { type: 'object' } },
  notify_customer: { type: 'boolean' },
};

const STATUSES = ['unfulfilled', 'fulfilled'];

const refused = (message: string) => new RestFailure(400, '0', message);

/** Core's own parcels: there since 10.1, and only where the shop switched the feature on. */
export function fulfilmentRoutes(books: Books): readonly Route[] {
  const whereOn =
    (handle: (call: Call) => Answer) =>
    (call: Call): Answer => {
      const isOn = books.setting('woocommerce_feature_fulfillments_enabled') === 'yes';
      if (!isOn || !isAtLeast(books.shop.version, 10, 1)) throw NO_ROUTE();
      if (findOrder(books, known(call.path['order_id'])) === undefined)
        throw new RestFailure(404, 'woocommerce_rest_order_invalid_id', 'Invalid order ID.');
      return handle(call);
    };
  const find = ({ path }: Call): Fulfilment => {
    const one = books.fulfilments.get(path['fulfillment_id'] ?? '');
    if (one === undefined || one.deleted !== null || one.orderId !== Number(path['order_id']))
      throw refused('Fulfillment not found.');
    return one;
  };
  return [
    {
      path: PATH,
      methods: {
        GET: {
          access: 'view',
          handle: whereOn(({ path }) => ({
            body: fulfilmentsOf(books, Number(path['order_id'])).map((one) => fulfilmentBody(books, one)),
          })),
        },
        POST: {
          access: 'create',
          schema: { ...schema, meta_data: { ...schema['meta_data'], required: true } },
          handle: whereOn((call) => {
            const blank: Fulfilment = {
              id: books.next('fulfilment'),
              orderId: Number(call.path['order_id']),
              status: 'unfulfilled',
              isFulfilled: false,
              updated: books.now(),
              deleted: null,
              meta: [],
            };
            const made = keepFulfilment(books, changed(books, blank, call));
            return { status: 201, body: fulfilmentBody(books, made) };
          }),
        },
      },
    },
    {
      path: `${PATH}/:fulfillment_id`,
      methods: {
        GET: { access: 'view', handle: whereOn((call) => ({ body: fulfilmentBody(books, find(call)) })) },
        PUT: {
          access: 'edit',
          schema,
          handle: whereOn((call) => ({
            body: fulfilmentBody(books, keepFulfilment(books, changed(books, find(call), call))),
          })),
        },
        DELETE: {
          access: 'delete',
          handle: whereOn((call) => {
            keepFulfilment(books, { ...find(call), deleted: books.now() });
            return { body: { message: 'Fulfillment deleted successfully.' } };
          }),
        },
      },
    },
  ];
}

/** Meta that a request leaves out is gone. @throws RestFailure for a parcel that holds nothing, or a status there is not. */
function changed(books: Books, old: Fulfilment, { values }: Call): Fulfilment {
  const isFulfilled = values['is_fulfilled'] === undefined ? old.isFulfilled : isTrue(values['is_fulfilled']);
  const meta = values['meta_data'] === undefined ? old.meta : mergedMeta(books, [], values['meta_data']);
  const status = asText(values['status']) || (isFulfilled ? 'fulfilled' : 'unfulfilled');
  if (!STATUSES.includes(status)) throw refused('Invalid fulfillment status.');
  if (unitsIn(meta) === undefined) throw refused('The fulfillment should contain at least one item.');
  return { ...old, status, isFulfilled, meta, updated: books.now() };
}
