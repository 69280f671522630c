import type { Transport } from '@acp-hub/connector';
import WooCommerceRestApi from '@woocommerce/woocommerce-rest-api';
import type { WoocommerceConfig } from '../config';
import type { RawAnswer } from './judge';
import type { RestRequest } from './rest-request';

const MOST_BYTES = 8 * 1024 * 1024;

/**
 * Sends one request by WooCommerce's own client: Basic auth over https, OAuth 1.0a over http. What it throws carries
 * the secret, and must not leave the caller.
 */
export async function sendByLibrary(
  config: WoocommerceConfig,
  { agents }: Transport,
  { method, path, namespace = 'wc/v3', query = {}, body = {} }: RestRequest<unknown>,
  signal: AbortSignal,
): Promise<RawAnswer> {
  const library = new WooCommerceRestApi({
    url: config.url,
    consumerKey: config.consumer_key,
    consumerSecret: config.consumer_secret,
    // Plugins' namespaces take the same keys; the library's type knows only WooCommerce's.
    version: namespace as 'wc/v3',
    axiosConfig: {
      httpAgent: agents.http,
      httpsAgent: agents.https,
      signal,
      maxRedirects: 0,
      maxContentLength: MOST_BYTES,
      proxy: false,
      responseType: 'text',
      // Everything the shop says is judged in one place, and not here.
      validateStatus: () => true,
      transformResponse: (text: unknown) => text,
    },
  });
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
  switch (method) {
    case 'GET':
      return (await library.get(path, given)) as RawAnswer;
    case 'POST':
      return (await library.post(path, body, given)) as RawAnswer;
    case 'PUT':
      return (await library.put(path, body, given)) as RawAnswer;
    case 'DELETE':
      return (await library.delete(path, given)) as RawAnswer;
  }
}
