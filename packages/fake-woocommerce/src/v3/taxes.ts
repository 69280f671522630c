import type { Books } from '../books/books';
import type { TaxRate } from '../core/tax';
import { pageOf } from '../rest/paging';
import { restUrl, RestFailure, type JsonObject } from '../rest/rest';
import type { Route } from '../rest/routes';
import { links } from './links';
import { counted } from './shipping';

const rateBody = (rate: TaxRate): JsonObject => ({
  id: rate.id,
  country: rate.country,
  state: rate.state,
  postcode: rate.postcodes.at(-1) ?? '',
  city: rate.cities.at(-1) ?? '',
  rate: rate.rate,
  name: rate.name,
  priority: rate.priority,
  compound: rate.compound,
  shipping: rate.shipping,
  order: rate.order,
  class: rate.class,
  postcodes: rate.postcodes,
  cities: rate.cities,
});

export const taxRoutes = (books: Books): readonly Route[] => [
  {
    path: '/wc/v3/taxes/classes',
    allow: 'GET, POST',
    methods: {
      GET: {
        access: 'list',
        handle: ({ request }) => ({
          headers: counted(books.shop.tax_classes.length),
          body: books.shop.tax_classes.map((taxClass) => ({
            ...taxClass,
            _links: { collection: [{ href: restUrl(request, '/wc/v3/taxes/classes') }] },
          })),
        }),
      },
    },
  },
  {
    path: '/wc/v3/taxes',
    allow: 'GET, POST',
    methods: {
      GET: {
        access: 'list',
        handle: ({ request }) => {
          const page = pageOf(request, books.shop.tax_rates);
          return {
            headers: page.headers,
            body: page.items.map((rate) => ({
              ...rateBody(rate),
              _links: links(request, `/wc/v3/taxes/${rate.id}`, '/wc/v3/taxes'),
            })),
          };
        },
      },
    },
  },
  {
    path: '/wc/v3/taxes/:id',
    allow: 'GET, POST, PUT, PATCH, DELETE',
    methods: {
      GET: {
        access: 'view',
        handle: ({ request, path }) => {
          const rate = books.shop.tax_rates.find(({ id }) => id === Number(path['id']));
          if (rate === undefined)
            throw new RestFailure(404, 'woocommerce_rest_invalid_id', 'Invalid resource ID.');
          return { body: rateBody(rate), links: links(request, `/wc/v3/taxes/${rate.id}`, '/wc/v3/taxes') };
        },
      },
    },
  },
];
