import { isVersion, VERSIONS } from '../../dialect/version';
import { textAt, textsAt } from '../../json/read';
import type { Check } from '../check';
import type { CheckContext } from '../context';
import { SESSIONS } from '../steps';
import { ensure, ensureStatus } from '../verdict';

const SINCE = '2026-04-17';

/** The document, asked for as a stranger would: without a token or a version. */
export function fetchDiscovery({ transport, data }: CheckContext) {
  return transport({ method: 'GET', url: new URL('/.well-known/acp.json', data.baseUrl).href, headers: {} });
}

const document: Check = {
  id: 'discovery.document',
  sentence: 'serves /.well-known/acp.json to anybody, with its versions oldest first',
  source: 'RFC discovery §4.1, §4.2',
  since: SINCE,
  async run(context) {
    const exchange = await fetchDiscovery(context);
    ensureStatus(exchange, 200);
    ensure(textAt(exchange.body, 'protocol', 'name') === 'acp', 'protocol.name is not "acp"', exchange);
    const versions = textsAt(exchange.body, 'protocol', 'supported_versions');
    ensure(versions.length > 0, 'protocol.supported_versions is empty', exchange);
    ensure(
      [...versions].sort().join() === versions.join(),
      'supported_versions is not in order, oldest first',
      exchange,
    );
    ensure(
      versions.at(-1) === textAt(exchange.body, 'protocol', 'version'),
      'protocol.version is not the last of supported_versions',
      exchange,
    );
    const unknown = versions.filter((version) => !isVersion(version) && version <= (VERSIONS.at(-1) ?? ''));
    ensure(
      unknown.length === 0,
      `supported_versions names versions never released: ${unknown.join(', ')}`,
      exchange,
    );
  },
};

const caching: Check = {
  id: 'discovery.caching',
  sentence: 'lets the discovery document be cached: Cache-Control public with a max-age',
  source: 'RFC discovery §4.1',
  since: SINCE,
  async run(context) {
    const exchange = await fetchDiscovery(context);
    const control = exchange.headers['cache-control'] ?? '';
    ensure(
      /\bpublic\b/.test(control) && /\bmax-age=[1-9]\d*/.test(control),
      `Cache-Control is "${control}", expected "public, max-age=3600" or alike`,
      exchange,
    );
  },
};

const endpoint: Check = {
  id: 'discovery.endpoint',
  sentence: 'names an api_base_url under which checkout sessions are found',
  source: 'RFC discovery §4.2',
  since: SINCE,
  async run(context) {
    const exchange = await fetchDiscovery(context);
    const base = textAt(exchange.body, 'api_base_url') ?? '';
    ensure(URL.canParse(base), `api_base_url is "${base}", expected a URL`, exchange);
    const answer = await context.transport({
      method: 'POST',
      url: `${base.replace(/\/+$/, '')}${SESSIONS}`,
      headers: { 'content-type': 'application/json', 'api-version': context.dialect.version },
      body: '{}',
    });
    ensureStatus(answer, 401);
  },
};

const anonymous: Check = {
  id: 'discovery.anonymous',
  sentence: 'says the same to every caller: the document names no merchant',
  source: 'RFC discovery §7.1, §7.4',
  since: SINCE,
  async run(context) {
    const exchange = await fetchDiscovery(context);
    const known = await context.transport({
      method: 'GET',
      url: exchange.url,
      headers: { authorization: `Bearer ${context.data.token}` },
    });
    ensure(known.text === exchange.text, 'the document differs for a caller with a token', known);
  },
};

export const discoveryChecks: readonly Check[] = [document, caching, endpoint, anonymous];
