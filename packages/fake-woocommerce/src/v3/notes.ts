import { known } from '../known';
import type { Books } from '../books/books';
import { addNote, findOrder } from '../books/orders';
import type { Note } from '../books/records/orders';
import { isTrue, one, asText, restUrl, RestFailure, type JsonObject, type RestRequest } from '../rest/rest';
import type { Call, Route } from '../rest/routes';
import { wholeSeconds } from '../core/shop-time';
import { links } from './links';
import { dates } from './view-dates';

export function noteRoutes(books: Books): readonly Route[] {
  const body = (note: Note): JsonObject => ({
    id: note.id,
    author: note.author,
    ...dates(books, 'date_created', note.created),
    note: note.text,
    customer_note: note.isForCustomer,
  });
  const own = (request: RestRequest, { id, orderId }: Note): JsonObject =>
    links(request, `/wc/v3/orders/${orderId}/notes/${id}`, `/wc/v3/orders/${orderId}/notes`, {
      allow: ['GET', 'DELETE'],
      up: `/wc/v3/orders/${orderId}`,
    });
  const mustHaveOrder = ({ path }: Call): number => {
    const order = findOrder(books, known(path['order_id']));
    if (order === undefined)
      throw new RestFailure(404, 'woocommerce_rest_order_invalid_id', 'Invalid order ID.');
    return order.id;
  };
  const find = (call: Call): Note => {
    const orderId = mustHaveOrder(call);
    const note = books.notes.get(call.path['id'] ?? '');
    if (note === undefined || note.orderId !== orderId)
      throw new RestFailure(404, 'woocommerce_rest_invalid_id', 'Invalid resource ID.');
    return note;
  };
  return [
    {
      path: '/wc/v3/orders/:order_id/notes',
      methods: {
        GET: {
          access: 'list',
          handle: (call) => {
            const orderId = mustHaveOrder(call);
            const type = one(call.request.query['type']) ?? 'any';
            const notes = [...books.notes.values()]
              .filter((note) => note.orderId === orderId)
              .filter(({ isForCustomer }) => type === 'any' || isForCustomer === (type === 'customer'))
              .toSorted((a, b) => wholeSeconds(b.created) - wholeSeconds(a.created) || a.id - b.id);
            return { body: notes.map((note) => ({ ...body(note), _links: own(call.request, note) })) };
          },
        },
        POST: {
          access: 'create',
          schema: { note: { type: 'string', required: true } },
          handle: (call) => {
            const { values, request } = call;
            const note = addNote(books, mustHaveOrder(call), asText(values['note']), {
              isForCustomer: isTrue(values['customer_note']),
              author: isTrue(values['added_by_user']) ? 'admin' : 'WooCommerce',
            });
            const location = restUrl(request, `/wc/v3/orders/${note.orderId}/notes/${note.id}`);
            return { status: 201, headers: { location }, body: body(note), links: own(request, note) };
          },
        },
      },
    },
    {
      path: '/wc/v3/orders/:order_id/notes/:id',
      allow: 'GET, DELETE',
      methods: {
        GET: {
          access: 'view',
          handle: (call) => ({ body: body(find(call)), links: own(call.request, find(call)) }),
        },
        DELETE: {
          access: 'delete',
          handle: (call) => {
            if (!isTrue(call.values['force']))
              throw new RestFailure(
                501,
                'woocommerce_rest_trash_not_supported',
                'Webhooks do not support trashing.',
              );
            const note = find(call);
            books.notes.delete(String(note.id));
            return { body: body(note), links: own(call.request, note) };
          },
        },
      },
    },
  ];
}
