import type { Books } from '../books/books';
import type { ShippingMethod, ZoneDefinition } from '../shop/definition';
import { restUrl, RestFailure, type JsonObject, type RestRequest } from '../rest/rest';
import type { Route } from '../rest/routes';
import { links } from './links';
import { METHOD_TITLES, methodBody } from './shipping-methods';

const REST_OF_WORLD: ZoneDefinition = {
  id: 0,
  name: 'Locations not covered by your other zones',
  order: 0,
  locations: [],
  methods: [],
};

/** Zone 0 covers what no other does; it is always there. */
export const zonesOf = (books: Books): readonly ZoneDefinition[] => {
  const zones = books.shop.zones;
  return zones.some(({ id }) => id === 0) ? zones : [REST_OF_WORLD, ...zones];
};

export function shippingRoutes(books: Books): readonly Route[] {
  const find = (id: string | undefined): ZoneDefinition => {
    const zone = zonesOf(books).find((one) => one.id === Number(id));
    if (zone === undefined)
      throw new RestFailure(404, 'woocommerce_rest_shipping_zone_invalid', 'Resource does not exist.');
    return zone;
  };
  const zoneLinks = (request: RestRequest, { id }: ZoneDefinition): JsonObject => ({
    ...links(request, `/wc/v3/shipping/zones/${id}`, '/wc/v3/shipping/zones'),
    describedby: [{ href: restUrl(request, `/wc/v3/shipping/zones/${id}/locations`) }],
  });
  const zoneBody = ({ id, name, order }: ZoneDefinition) => ({ id, name, order });
  const methodLinks = (request: RestRequest, zone: ZoneDefinition, method: ShippingMethod): JsonObject => ({
    ...links(
      request,
      `/wc/v3/shipping/zones/${zone.id}/methods/${method.instance_id}`,
      `/wc/v3/shipping/zones/${zone.id}/methods`,
    ),
    describes: [{ href: restUrl(request, `/wc/v3/shipping/zones/${zone.id}`) }],
  });
  return [
    {
      path: '/wc/v3/shipping/zones',
      allow: 'GET, POST',
      methods: {
        GET: {
          access: 'list',
          handle: ({ request }) => {
            const zones = zonesOf(books);
            return {
              headers: counted(zones.length),
              body: zones.map((zone) => ({ ...zoneBody(zone), _links: zoneLinks(request, zone) })),
            };
          },
        },
      },
    },
    {
      path: '/wc/v3/shipping/zones/:id',
      allow: 'GET, POST, PUT, PATCH, DELETE',
      methods: {
        GET: {
          access: 'view',
          handle: ({ request, path }) => ({
            body: zoneBody(find(path['id'])),
            links: zoneLinks(request, find(path['id'])),
          }),
        },
      },
    },
    {
      path: '/wc/v3/shipping/zones/:id/locations',
      allow: 'GET, POST, PUT, PATCH',
      methods: {
        GET: {
          access: 'list',
          handle: ({ request, path }) => {
            const { id, locations } = find(path['id']);
            const own = {
              collection: [{ href: restUrl(request, `/wc/v3/shipping/zones/${id}/locations`) }],
              describes: [{ href: restUrl(request, `/wc/v3/shipping/zones/${id}`) }],
            };
            return {
              headers: counted(locations.length),
              body: locations.map(({ code, type }) => ({ code, type, _links: own })),
            };
          },
        },
      },
    },
    {
      path: '/wc/v3/shipping/zones/:zone_id/methods',
      allow: 'GET, POST',
      methods: {
        GET: {
          access: 'list',
          handle: ({ request, path }) => {
            const zone = find(path['zone_id']);
            return {
              headers: counted(zone.methods.length),
              body: zone.methods.map((method, index) => ({
                ...methodBody(method, index),
                _links: methodLinks(request, zone, method),
              })),
            };
          },
        },
      },
    },
    {
      path: '/wc/v3/shipping/zones/:zone_id/methods/:instance_id',
      allow: 'GET, POST, PUT, PATCH, DELETE',
      methods: {
        GET: {
          access: 'view',
          handle: ({ request, path }) => {
            const zone = find(path['zone_id']);
            const index = zone.methods.findIndex(
              ({ instance_id }) => instance_id === Number(path['instance_id']),
            );
            const method = zone.methods[index];
            if (method === undefined)
              throw new RestFailure(
                404,
                'woocommerce_rest_shipping_zone_method_invalid',
                'Resource does not exist.',
              );
            return { body: methodBody(method, index), links: methodLinks(request, zone, method) };
          },
        },
      },
    },
    {
      path: '/wc/v3/shipping_methods',
      methods: {
        GET: {
          access: 'list',
          handle: ({ request }) => ({
            headers: counted(Object.keys(METHOD_TITLES).length),
            body: Object.entries(METHOD_TITLES).map(([id, [title, description]]) => ({
              id,
              title,
              description,
              _links: links(request, `/wc/v3/shipping_methods/${id}`, '/wc/v3/shipping_methods', {
                allow: ['GET'],
              }),
            })),
          }),
        },
      },
    },
  ];
}

export const counted = (count: number): Record<string, string> => ({
  'x-wp-total': String(count),
  'x-wp-totalpages': count === 0 ? '0' : '1',
});
