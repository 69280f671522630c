import { canvasAndCo } from '../../src';
import { signature } from '../../src/rest/authenticate';
import type { Exchange } from './recordings';

/** Puts the fake's own keys where the recorded request had the real shop's. */
export function authenticateAsRecorded(
  { auth, method, query: recorded }: Exchange['request'],
  url: string,
  query: URLSearchParams,
  headers: Record<string, string>,
): void {
  const [kind, which] = auth.split(':');
  const key = canvasAndCo.keys.find(({ permissions }) => permissions === which) ?? canvasAndCo.keys[0]!;
  const pair =
    which === 'unknown-key'
      ? ['ck_nobody', 'cs_nobody']
      : [key.consumer_key, which === 'wrong-secret' ? 'cs_wrong' : key.consumer_secret];
  if (kind === 'basic') headers['authorization'] = `Basic ${Buffer.from(pair.join(':')).toString('base64')}`;
  if (kind === 'query')
    ['consumer_key', 'consumer_secret'].forEach((name, index) => query.append(name, pair[index]!));
  if (kind !== 'oauth1') return;
  for (const name of ['oauth_consumer_key', 'oauth_timestamp', 'oauth_nonce', 'oauth_signature_method'])
    query.append(name, name === 'oauth_consumer_key' ? key.consumer_key : (recorded[name] as string));
  const signed = signature(key, { method, url }, Object.fromEntries(query));
  query.append('oauth_signature', which === 'bad-signature' ? 'bm90IGl0' : signed);
}
