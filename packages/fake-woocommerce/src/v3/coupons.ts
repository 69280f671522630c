import type { Books } from '../books/books';
import type { Coupon } from '../books/records/catalogue';
import { plain } from '../core/money-text';
import { filtered, listSchema, pageOf, sorted } from '../rest/paging';
import { asText, isTrue, one, restUrl, RestFailure, type JsonObject, type RestRequest } from '../rest/rest';
import type { Answer, Call, Route } from '../rest/routes';
import { fromLocal } from '../core/shop-time';
import { links } from './links';
import { dates } from './view-dates';

const couponBody = (books: Books, coupon: Coupon): JsonObject => ({
  id: coupon.id,
  code: coupon.code,
  amount: plain(coupon.amount, 2),
  status: 'publish',
  ...dates(books, 'date_created', coupon.created),
  ...dates(books, 'date_modified', coupon.modified),
  discount_type: coupon.type,
  description: coupon.description,
  ...dates(books, 'date_expires', coupon.expires),
  usage_count: coupon.usageCount,
  individual_use: coupon.individualUse,
  product_ids: coupon.productIds,
  excluded_product_ids: [],
  usage_limit: coupon.usageLimit,
  usage_limit_per_user: null,
  limit_usage_to_x_items: null,
  free_shipping: coupon.freeShipping,
  product_categories: [],
  excluded_product_categories: [],
  exclude_sale_items: coupon.excludesSaleItems,
  minimum_amount: plain(coupon.minimum || 0, 2),
  maximum_amount: plain(coupon.maximum || 0, 2),
  email_restrictions: [],
  used_by: coupon.usedBy,
  meta_data: [],
});

export function couponRoutes(books: Books): readonly Route[] {
  const single = (request: RestRequest, coupon: Coupon): Answer => ({
    body: couponBody(books, coupon),
    links: links(request, `/wc/v3/coupons/${coupon.id}`, '/wc/v3/coupons'),
  });
  const find = ({ path }: Call, status: number): Coupon => {
    const coupon = books.coupons.get(path['id'] ?? '');
    if (coupon === undefined)
      throw new RestFailure(status, 'woocommerce_rest_shop_coupon_invalid_id', 'Invalid ID.');
    return coupon;
  };
  const changed = (coupon: Coupon, values: JsonObject): Coupon => ({
    ...coupon,
    code: values['code'] === undefined ? coupon.code : asText(values['code']).toLowerCase(),
    type: (values['discount_type'] as Coupon['type'] | undefined) ?? coupon.type,
    amount: values['amount'] === undefined ? coupon.amount : asText(values['amount']),
    usageLimit:
      values['usage_limit'] === undefined ? coupon.usageLimit : (values['usage_limit'] as number | null),
    minimum: values['minimum_amount'] === undefined ? coupon.minimum : asText(values['minimum_amount']),
    individualUse:
      values['individual_use'] === undefined ? coupon.individualUse : isTrue(values['individual_use']),
    expires:
      typeof values['date_expires'] === 'string'
        ? fromLocal(values['date_expires'], books.shop.timezone)
        : coupon.expires,
    modified: books.now(),
  });
  return [
    {
      path: '/wc/v3/coupons',
      methods: {
        GET: {
          access: 'list',
          schema: listSchema(['date', 'id', 'include', 'title', 'slug', 'modified']),
          handle: ({ request }) => {
            const code = one(request.query['code'])?.toLowerCase();
            const all = [...books.coupons.values()].filter(
              (coupon) => code === undefined || coupon.code === code,
            );
            const page = pageOf(request, sorted(request, filtered(request, all, books.shop.timezone)));
            return {
              headers: page.headers,
              body: page.items.map((coupon) => ({
                ...couponBody(books, coupon),
                _links: links(request, `/wc/v3/coupons/${coupon.id}`, '/wc/v3/coupons'),
              })),
            };
          },
        },
        POST: {
          access: 'create',
          schema: { code: { type: 'string', required: true }, amount: { type: 'string' } },
          handle: ({ request, values }) => {
            const now = books.now();
            const coupon = changed({ ...BLANK, id: books.next('post'), created: now, modified: now }, values);
            books.coupons.set(String(coupon.id), coupon);
            books.announce('coupon.created', coupon.id);
            return {
              ...single(request, coupon),
              status: 201,
              headers: { location: restUrl(request, `/wc/v3/coupons/${coupon.id}`) },
            };
          },
        },
      },
    },
    {
      path: '/wc/v3/coupons/:id',
      methods: {
        GET: { access: 'view', handle: (call) => single(call.request, find(call, 404)) },
        PUT: {
          access: 'edit',
          handle: (call) => {
            const coupon = changed(find(call, 400), call.values);
            books.coupons.set(String(coupon.id), coupon);
            books.announce('coupon.updated', coupon.id);
            return single(call.request, coupon);
          },
        },
        DELETE: {
          access: 'delete',
          handle: (call) => {
            const coupon = find(call, 404);
            books.coupons.delete(String(coupon.id));
            books.announce('coupon.deleted', coupon.id);
            return single(call.request, coupon);
          },
        },
      },
    },
  ];
}

const BLANK: Coupon = {
  id: 0,
  code: '',
  type: 'fixed_cart',
  amount: '0',
  description: '',
  expires: null,
  usageCount: 0,
  usageLimit: null,
  minimum: '0.00',
  maximum: '0.00',
  freeShipping: false,
  individualUse: false,
  excludesSaleItems: false,
  productIds: [],
  usedBy: [],
  created: 0,
  modified: 0,
};
