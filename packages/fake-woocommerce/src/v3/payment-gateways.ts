import type { Books, Gateway } from '../books/books';
import { isTrue, origin, RestFailure, type JsonObject, type RestRequest } from '../rest/rest';
import type { Call, Route } from '../rest/routes';
import { links } from './links';
import { counted, zonesOf } from './shipping';
import { METHOD_TITLES } from './shipping-methods';

const WRITE = ['GET', 'POST', 'PUT', 'PATCH'] as const;

const field = (id: string, type: string, value: string, initial = value): JsonObject => ({
  id,
  label: id,
  description: '',
  type,
  value,
  default: initial,
  tip: '',
  placeholder: '',
});

function settingsOf(books: Books, { id, title }: Gateway): JsonObject {
  const common = {
    title: field('title', 'safe_text', title),
    instructions: field('instructions', 'textarea', ''),
  };
  if (id !== 'cod') return common;
  const named = Object.fromEntries(
    [...new Set(Object.values(METHOD_TITLES).map(([method]) => method))].map((method) => {
      const kinds = Object.entries(METHOD_TITLES).filter(
        ([kind, [name]]) => name === method && kind !== 'local_pickup',
      );
      const instances = zonesOf(books).flatMap((zone) =>
        zone.methods.filter((one) => kinds.some(([kind]) => kind === one.method_id)),
      );
      return [
        method,
        Object.fromEntries([
          ...kinds.map(([kind]) => [kind, kind]),
          ...instances.map((one) => [`${one.method_id}:${one.instance_id}`, one.title]),
        ]),
      ];
    }),
  );
  return {
    ...common,
    enable_for_methods: { ...field('enable_for_methods', 'multiselect', ''), options: named },
    enable_for_virtual: field('enable_for_virtual', 'checkbox', 'yes'),
  };
}

const gatewayBody = (books: Books, request: RestRequest, gateway: Gateway): JsonObject => ({
  id: gateway.id,
  title: gateway.title,
  description: '',
  order: '',
  enabled: gateway.enabled,
  method_title: gateway.title,
  method_description: '',
  method_supports: gateway.supports,
  settings: settingsOf(books, gateway),
  needs_setup: false,
  post_install_scripts: [],
  settings_url: `${origin(request)}/wp-admin/admin.php?page=wc-settings&tab=checkout&section=${gateway.id}`,
  connection_url: null,
  setup_help_text: null,
  required_settings_keys: [],
});

export function paymentGatewayRoutes(books: Books): readonly Route[] {
  const find = ({ path }: Call): Gateway => {
    const gateway = books.gateways.get(path['gateway'] ?? '');
    if (gateway === undefined)
      throw new RestFailure(404, 'woocommerce_rest_payment_gateway_invalid', 'Resource does not exist.');
    return gateway;
  };
  const gatewayLinks = (request: RestRequest, { id }: Gateway) =>
    links(request, `/wc/v3/payment_gateways/${id}`, '/wc/v3/payment_gateways', { allow: WRITE });
  return [
    {
      path: '/wc/v3/payment_gateways',
      methods: {
        GET: {
          access: 'list',
          handle: ({ request }) => {
            const all = [...books.gateways.values()];
            return {
              headers: counted(all.length),
              body: all.map((gateway) => ({
                ...gatewayBody(books, request, gateway),
                _links: gatewayLinks(request, gateway),
              })),
            };
          },
        },
      },
    },
    {
      path: '/wc/v3/payment_gateways/:gateway',
      methods: {
        GET: {
          access: 'view',
          handle: (call) => ({
            body: gatewayBody(books, call.request, find(call)),
            links: gatewayLinks(call.request, find(call)),
          }),
        },
        PUT: {
          access: 'edit',
          schema: { enabled: { type: 'boolean' } },
          handle: (call) => {
            const old = find(call);
            const gateway = {
              ...old,
              enabled: call.values['enabled'] === undefined ? old.enabled : isTrue(call.values['enabled']),
            };
            books.gateways.set(gateway.id, gateway);
            return {
              body: gatewayBody(books, call.request, gateway),
              links: gatewayLinks(call.request, gateway),
            };
          },
        },
      },
    },
  ];
}
