import type { Books } from '../books/books';
import { offsetAt } from '../core/shop-time';
import { origin, restUrl } from '../rest/rest';
import type { Route } from '../rest/routes';

const NAMESPACES =
  'oembed/1.0 wc/v3 wc/v1 jetpack/v4 wc-admin wc-analytics wc/store wc/store/v1 wc/private wc/v2 wc-admin-email wc-telemetry wccom-site/v3 wp/v2 wp-site-health/v1 wp-block-editor/v1'.split(
    ' ',
  );

export const discoveryRoutes = (books: Books): readonly Route[] => [
  {
    path: '/',
    methods: {
      GET: {
        access: 'public',
        handle: ({ request }) => ({
          body: {
            name: books.shop.name,
            description: '',
            url: origin(request),
            home: origin(request),
            gmt_offset: offsetAt(books.now(), books.shop.timezone) / 3_600_000,
            timezone_string: books.shop.timezone,
            namespaces: [...NAMESPACES, ...(books.shop.companion ? ['wc-acp-hub/v1'] : [])],
            authentication: {
              'application-passwords': {
                endpoints: { authorization: `${origin(request)}/wp-admin/authorize-application.php` },
              },
            },
            routes: {},
          },
        }),
      },
    },
  },
  {
    path: '/wc/v3',
    methods: {
      GET: {
        access: 'public',
        handle: ({ request }) => ({
          body: { namespace: 'wc/v3', routes: {} },
          links: { up: [{ href: restUrl(request, '/') }] },
        }),
      },
    },
  },
];
