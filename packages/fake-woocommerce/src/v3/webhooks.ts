import { randomBytes } from 'node:crypto';
import type { Books } from '../books/books';
import type { Webhook } from '../books/records/webhook';
import { wholeSeconds } from '../core/shop-time';
import { listSchema, pageOf } from '../rest/paging';
import { asText, isTrue, one, restUrl, RestFailure, type JsonObject, type RestRequest } from '../rest/rest';
import type { Answer, Call, Route } from '../rest/routes';
import { isTopic, TOPICS } from '../webhooks/topics';
import { links } from './links';
import { dates } from './view-dates';

export function webhookRoutes(books: Books, ping: (webhook: Webhook) => Promise<void>): readonly Route[] {
  const body = (webhook: Webhook): JsonObject => {
    const [resource, event] = webhook.topic.split('.');
    return {
      id: webhook.id,
      name: webhook.name,
      status: webhook.status,
      topic: webhook.topic,
      resource,
      event,
      hooks: TOPICS[webhook.topic] ?? [],
      delivery_url: webhook.deliveryUrl,
      ...dates(books, 'date_created', webhook.created),
      ...dates(books, 'date_modified', webhook.modified),
    };
  };
  const own = (request: RestRequest, { id }: Webhook) =>
    links(request, `/wc/v3/webhooks/${id}`, '/wc/v3/webhooks');
  const single = (request: RestRequest, webhook: Webhook): Answer => ({
    body: body(webhook),
    links: own(request, webhook),
  });
  const find = ({ path }: Call, message: string): Webhook => {
    const webhook = books.webhooks.get(path['id'] ?? '');
    if (webhook === undefined)
      throw new RestFailure(404, 'woocommerce_rest_shop_webhook_invalid_id', message);
    return webhook;
  };
  return [
    {
      path: '/wc/v3/webhooks',
      methods: {
        GET: {
          access: 'list',
          schema: listSchema(['date', 'id', 'title']),
          handle: ({ request }) => {
            const sign = one(request.query['order']) === 'asc' ? 1 : -1;
            const status = one(request.query['status']) ?? 'all';
            const all = [...books.webhooks.values()]
              .filter((webhook) => status === 'all' || webhook.status === status)
              .toSorted((a, b) =>
                one(request.query['orderby']) === 'id'
                  ? sign * (a.id - b.id)
                  : sign * (wholeSeconds(a.created) - wholeSeconds(b.created)) || a.id - b.id,
              );
            const page = pageOf(request, all);
            return {
              headers: page.headers,
              body: page.items.map((webhook) => ({ ...body(webhook), _links: own(request, webhook) })),
            };
          },
        },
        POST: {
          access: 'create',
          schema: {
            topic: { type: 'string', required: true },
            delivery_url: { type: 'string', required: true },
            name: { type: 'string' },
            secret: { type: 'string' },
          },
          handle: async ({ request, values }) => {
            const webhook = create(books, values);
            await ping(webhook);
            return {
              ...single(request, webhook),
              status: 201,
              headers: { location: restUrl(request, `/wc/v3/webhooks/${webhook.id}`) },
            };
          },
        },
      },
    },
    {
      path: '/wc/v3/webhooks/:id',
      methods: {
        GET: { access: 'view', handle: (call) => single(call.request, find(call, 'ID is invalid.')) },
        PUT: {
          access: 'edit',
          handle: async (call) => {
            const old = find(call, 'Invalid ID.');
            const webhook = changed(books, old, call.values);
            books.webhooks.set(String(webhook.id), webhook);
            if (webhook.deliveryUrl !== old.deliveryUrl) await ping(webhook);
            return single(call.request, webhook);
          },
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
            const webhook = find(call, 'Invalid ID.');
            books.webhooks.delete(String(webhook.id));
            return single(call.request, webhook);
          },
        },
      },
    },
  ];
}

const isUrl = (text: string): boolean => /^https?:\/\//.test(text) && URL.canParse(text);

function create(books: Books, values: JsonObject): Webhook {
  const [topic, url] = [asText(values['topic']), asText(values['delivery_url'])];
  if (!isTopic(topic))
    throw new RestFailure(
      400,
      'woocommerce_rest_shop_webhook_invalid_topic',
      'Webhook topic is required and must be valid.',
    );
  if (!isUrl(url))
    throw new RestFailure(
      400,
      'woocommerce_rest_shop_webhook_invalid_delivery_url',
      'Webhook delivery URL must be a valid URL starting with http:// or https://.',
    );
  const webhook: Webhook = {
    id: books.next('webhook'),
    name: asText(values['name']) || `Webhook created on ${new Date(books.now()).toISOString()}`,
    // What the caller asks for is not heard: a new webhook is on.
    status: 'active',
    topic,
    deliveryUrl: url,
    secret: asText(values['secret']) || randomBytes(25).toString('base64url'),
    failures: 0,
    needsPing: true,
    created: books.now(),
    modified: null,
  };
  books.webhooks.set(String(webhook.id), webhook);
  return webhook;
}

const changed = (books: Books, webhook: Webhook, values: JsonObject): Webhook => ({
  ...webhook,
  name: values['name'] === undefined ? webhook.name : asText(values['name']),
  status: (values['status'] as Webhook['status'] | undefined) ?? webhook.status,
  topic: isTopic(asText(values['topic'])) ? asText(values['topic']) : webhook.topic,
  deliveryUrl: isUrl(asText(values['delivery_url'])) ? asText(values['delivery_url']) : webhook.deliveryUrl,
  secret: values['secret'] === undefined ? webhook.secret : asText(values['secret']),
  failures: values['status'] === 'active' ? 0 : webhook.failures,
  modified: books.now(),
});
