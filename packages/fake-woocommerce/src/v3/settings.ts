import { known } from '../known';
import type { Books } from '../books/books';
import { SETTINGS, type Setting } from '../data/settings';
import { CURRENCIES } from '../data/currencies';
import { COUNTRIES } from '../data/countries';
import { STATES } from '../data/states';
import { asText, RestFailure, type JsonObject, type RestRequest } from '../rest/rest';
import type { Route } from '../rest/routes';
import { links } from './links';

const GROUPS = [
  ['wc_admin', 'WooCommerce Admin'],
  ['general', 'General'],
  ['products', 'Products'],
  ['tax', 'Tax'],
  ['shipping', 'Shipping'],
  ['checkout', 'Payments'],
  ['account', 'Accounts &amp; Privacy'],
  ['email', 'Emails'],
  ['integration', 'Integration'],
  ['site-visibility', 'Site visibility'],
  ['point-of-sale', 'Point of Sale'],
  ['advanced', 'Advanced'],
] as const;

const MAILS = {
  new_order: 'New order',
  cancelled_order: 'Cancelled order',
  customer_cancelled_order: 'Cancelled order',
  failed_order: 'Failed order',
  customer_failed_order: 'Failed order',
  customer_on_hold_order: 'Order on-hold',
  customer_processing_order: 'Processing order',
  customer_completed_order: 'Completed order',
  customer_refunded_order: 'Refunded order',
  customer_invoice: 'Order details',
  customer_note: 'Customer note',
  customer_reset_password: 'Reset password',
  customer_new_account: 'New account',
  customer_pos_completed_order: 'POS completed order',
  customer_pos_refunded_order: 'POS refunded order',
} as const;

/** Labels and help texts are the fake's own: a client has no business with WooCommerce's prose. */
function settingBody(books: Books, { id, type, default: initial, options, hasTip }: Setting): JsonObject {
  const label = id.replace('woocommerce_', '').replaceAll('_', ' ');
  return {
    id,
    label,
    description: '',
    type,
    default: initial,
    ...(optionsOf(id, options) && { options: optionsOf(id, options) }),
    ...(hasTip && { tip: label }),
    value: books.setting(id),
  };
}

function optionsOf(id: string, options: readonly string[] | undefined): JsonObject | undefined {
  if (id === 'woocommerce_currency')
    return Object.fromEntries(
      [...CURRENCIES].map(([code, [name, symbol]]) => [code, `${name} (${symbol}) — ${code}`]),
    );
  if (id === 'woocommerce_default_country')
    return Object.fromEntries(
      [...COUNTRIES].flatMap(([code, name]) =>
        STATES[code] === undefined
          ? [[code, name]]
          : Object.entries(STATES[code]).map(([state, text]) => [`${code}:${state}`, `${name} — ${text}`]),
      ),
    );
  if (/(all_except|specific_allowed|specific_ship_to)_countries$/.test(id))
    return Object.fromEntries(COUNTRIES);
  if (/page_id$/.test(id)) return {};
  return options === undefined ? undefined : Object.fromEntries(options.map((option) => [option, option]));
}

const settingLinks = (request: RestRequest, { group, id }: Setting): JsonObject =>
  links(request, `/wc/v3/settings/${group}/${id}`, `/wc/v3/settings/${group}`, {
    allow: ['GET', 'POST', 'PUT', 'PATCH'],
  });

export function settingsRoutes(books: Books): readonly Route[] {
  const find = (group: string, id: string): Setting => {
    const found = SETTINGS.find((setting) => setting.group === group && setting.id === id);
    if (found === undefined) throw new RestFailure(404, 'rest_setting_setting_invalid', 'Invalid setting.');
    return found;
  };
  return [
    {
      path: '/wc/v3/settings',
      methods: {
        GET: {
          access: 'list',
          handle: () => ({
            body: [
              ...GROUPS.map(([id, label]) => ({ id, label, description: '', parent_id: '', sub_groups: [] })),
              ...Object.entries(MAILS).map(([id, label]) => ({
                id: `email_${id}`,
                label,
                description: '',
                parent_id: 'email',
                sub_groups: [],
              })),
            ],
          }),
        },
      },
    },
    {
      path: '/wc/v3/settings/:group',
      methods: {
        GET: {
          access: 'list',
          handle: ({ request, path }) => {
            const all = SETTINGS.filter(({ group }) => group === path['group']);
            if (all.length === 0)
              throw new RestFailure(404, 'rest_setting_setting_group_invalid', 'Invalid setting group.');
            return {
              body: all.map((setting) => ({
                ...settingBody(books, setting),
                _links: settingLinks(request, setting),
              })),
            };
          },
        },
      },
    },
    {
      path: '/wc/v3/settings/:group/:name',
      methods: {
        GET: {
          access: 'list',
          handle: ({ request, path }) => {
            const setting = find(known(path['group']), known(path['name']));
            return {
              body: { ...settingBody(books, setting), group_id: setting.group },
              links: settingLinks(request, setting),
            };
          },
        },
        PUT: {
          access: 'edit',
          handle: ({ request, path, values }) => {
            const setting = find(known(path['group']), known(path['name']));
            books.changeSetting(setting.id, asText(values['value']));
            return {
              body: { ...settingBody(books, setting), group_id: setting.group },
              links: settingLinks(request, setting),
            };
          },
        },
      },
    },
  ];
}
