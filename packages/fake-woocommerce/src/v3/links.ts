import { restUrl, type JsonObject, type RestRequest } from '../rest/rest';

export const ALL = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** `_links` of a resource: itself with what may be done to it, the list it is in, and what it belongs to. */
export function links(
  request: RestRequest,
  self: string,
  collection: string,
  more: { allow?: readonly string[] | null; up?: string } = {},
): JsonObject {
  const { allow = ALL, up } = more;
  return {
    self: [{ href: restUrl(request, self), ...(allow !== null && { targetHints: { allow } }) }],
    collection: [{ href: restUrl(request, collection) }],
    ...(up !== undefined && { up: [{ href: restUrl(request, up) }] }),
  };
}
