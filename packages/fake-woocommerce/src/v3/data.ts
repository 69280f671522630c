import { known } from '../known';
import type { Books } from '../books/books';
import { currencyOf } from '../books/shop-rules';
import { COUNTRIES } from '../data/countries';
import { CURRENCIES } from '../data/currencies';
import { STATES } from '../data/states';
import { RestFailure, type JsonObject, type RestRequest } from '../rest/rest';
import type { Answer, Route } from '../rest/routes';
import { links } from './links';

const READ = ['GET'] as const;

const country = (code: string): JsonObject => ({
  code,
  name: COUNTRIES.get(code),
  states: Object.entries(STATES[code] ?? {}).map(([state, name]) => ({ code: state, name })),
});

export function dataRoutes(books: Books): readonly Route[] {
  const currency = (request: RestRequest, code: string): Answer => {
    const found = CURRENCIES.get(code);
    if (found === undefined)
      throw new RestFailure(
        404,
        'woocommerce_rest_data_invalid_currency',
        'There are no currencies matching these parameters.',
      );
    return {
      body: { code, name: found[0], symbol: found[1] },
      links: links(request, `/wc/v3/data/currencies/${code}`, '/wc/v3/data/currencies', { allow: READ }),
    };
  };
  return [
    {
      path: '/wc/v3/data/currencies/current',
      methods: { GET: { access: 'view', handle: ({ request }) => currency(request, currencyOf(books)) } },
    },
    {
      path: '/wc/v3/data/currencies/:currency',
      methods: {
        GET: {
          access: 'view',
          handle: ({ request, path }) => currency(request, known(path['currency']).toUpperCase()),
        },
      },
    },
    {
      path: '/wc/v3/data/countries',
      methods: {
        GET: {
          access: 'list',
          handle: ({ request }) => ({
            body: [...COUNTRIES.keys()].map((code) => ({
              ...country(code),
              _links: links(request, `/wc/v3/data/countries/${code.toLowerCase()}`, '/wc/v3/data/countries', {
                allow: READ,
              }),
            })),
          }),
        },
      },
    },
    {
      path: '/wc/v3/data/countries/:location',
      methods: {
        GET: {
          access: 'view',
          handle: ({ request, path }) => {
            const code = known(path['location']).toUpperCase();
            if (!COUNTRIES.has(code))
              throw new RestFailure(
                404,
                'woocommerce_rest_data_invalid_location',
                'There are no locations matching these parameters.',
              );
            return {
              body: country(code),
              links: links(request, `/wc/v3/data/countries/${path['location']}`, '/wc/v3/data/countries', {
                allow: READ,
              }),
            };
          },
        },
      },
    },
  ];
}
