import type { Books } from '../books/books';
import { currencyOf, decimalsOf, symbolOf } from '../books/shop-rules';
import { origin } from '../rest/rest';
import type { Route } from '../rest/routes';

const same = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));

const PAGES = [
  ['Shop base', 'shop', false],
  ['Cart', 'cart', true],
  ['Checkout', 'checkout', true],
  ['My account', 'myaccount', false],
  ['Terms and conditions', 'terms', false],
] as const;

export const systemStatusRoutes = (books: Books): readonly Route[] => [
  {
    path: '/wc/v3/system_status',
    methods: {
      GET: {
        access: 'list',
        handle: ({ request }) => ({
          body: {
            environment: {
              home_url: origin(request),
              site_url: origin(request),
              version: books.shop.version,
              wp_version: books.shop.wordpress,
              wp_multisite: false,
              wp_cron: true,
              language: 'en_US',
              external_object_cache: null,
              server_info: 'nginx/1.22.1',
              php_version: '8.2.36',
              max_upload_size: 2_097_152,
              default_timezone: 'UTC',
            },
            settings: {
              api_enabled: false,
              force_ssl: false,
              currency: currencyOf(books),
              currency_symbol: symbolOf(currencyOf(books)),
              currency_position: books.setting('woocommerce_currency_pos'),
              thousand_separator: books.setting('woocommerce_price_thousand_sep'),
              decimal_separator: books.setting('woocommerce_price_decimal_sep'),
              number_of_decimals: decimalsOf(books),
              geolocation_enabled: false,
              taxonomies: same(['external', 'grouped', 'simple', 'variable']),
              product_visibility_terms: same([
                'exclude-from-catalog',
                'exclude-from-search',
                'featured',
                'outofstock',
                ...[1, 2, 3, 4, 5].map((stars) => `rated-${stars}`),
              ]),
              woocommerce_com_connected: 'no',
              enforce_approved_download_dirs: true,
              order_datastore: 'Automattic\\WooCommerce\\Internal\\DataStores\\Orders\\OrdersTableDataStore',
              HPOS_enabled: true,
              HPOS_sync_enabled: false,
              enabled_features: [
                'analytics',
                'marketplace',
                'order_attribution',
                'site_visibility_badge',
                'remote_logging',
                'email_improvements',
                'blueprint',
                'point_of_sale',
                'custom_order_tables',
              ],
            },
            active_plugins: [
              { plugin: 'woocommerce/woocommerce.php', name: 'WooCommerce', version: books.shop.version },
              ...(books.shop.companion
                ? [{ plugin: 'acp-hub/acp-hub.php', name: 'ACP Hub for WooCommerce', version: '1.0.0' }]
                : []),
            ],
            security: { secure_connection: request.scheme === 'https', hide_errors: true },
            pages: PAGES.map(([page_name, id, block_present]) => ({
              page_name,
              page_id: books.setting(`woocommerce_${id}_page_id`),
              block_present,
            })),
          },
        }),
      },
    },
  },
];
