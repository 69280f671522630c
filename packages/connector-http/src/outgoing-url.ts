import { ConnectorError } from '@acp-hub/connector';
import type { HttpRequest } from './http-request';

/** A dot segment, also in its encoded form, would leave the path it stands in (WHATWG URL, 4.4). */
const DOT_SEGMENT = /(^|[/\\])(\.|%2e){1,2}([/\\]|$)/i;

/**
 * @throws ConnectorError `rejected` where the path holds a dot segment: an id such as `..` came from outside.
 */
export function outgoingUrl(baseUrl: URL, request: Pick<HttpRequest, 'path' | 'query'>): URL {
  if (DOT_SEGMENT.test(request.path) || /[?#]/.test(request.path))
    throw new ConnectorError(
      { kind: 'rejected', reason: { code: 'other' } },
      'An id in the request cannot be part of an address at the store.',
      'not_applied',
    );
  const url = new URL(baseUrl);
  url.pathname = `${baseUrl.pathname.replace(/\/+$/, '')}/${request.path.replace(/^\/+/, '')}`;
  for (const [name, value] of Object.entries(request.query ?? {}))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) url.searchParams.append(name, String(one));
  return url;
}
