/** Addresses of the recorded shop, and what it was reached by there. */
export const RECORDED_HOSTS = [
  ['https://127.0.0.1:8444', 'https'],
  ['http://127.0.0.1:8081', 'http'],
] as const;

export type Urls = Readonly<Record<'http' | 'https', string>>;

/** A recorded text with the fake's own addresses in it. */
export const atOwnHost = (text: string, urls: Urls): string =>
  RECORDED_HOSTS.reduce((changed, [recorded, scheme]) => changed.replaceAll(recorded, urls[scheme]), text);

const COMPARED = [
  'X-WP-Total',
  'X-WP-TotalPages',
  'Link',
  'Allow',
  'Location',
  'Content-Type',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'RateLimit-Retry-After',
];
/** Values of the shop's own making: there or not. */
const PRESENT = ['Cart-Token', 'Nonce', 'Nonce-Timestamp', 'User-ID', 'Cart-Hash'];

type Headers = Readonly<Record<string, string>>;

/** Differences in the headers that a client may go by. @param own names in lower case. */
export function headerDifferences(recorded: Headers, own: Headers, urls: Urls): readonly string[] {
  const compared = COMPARED.flatMap((name) => {
    const [was, is] = [plain(recorded[name], urls), plain(own[name.toLowerCase()], urls)];
    return was === is ? [] : [`${name}: ${was} → ${is}`];
  });
  const present = PRESENT.filter(
    (name) => (recorded[name] === undefined) !== (own[name.toLowerCase()] === undefined),
  );
  const hashes =
    (recorded['Cart-Hash'] ?? '') === '' && (own['cart-hash'] ?? '') !== ''
      ? ['Cart-Hash: empty → something']
      : [];
  return [
    ...compared,
    ...present.map((name) => `${name} is ${recorded[name] === undefined ? 'new' : 'missing'}`),
    ...hashes,
  ];
}

/** Without secrets and numbers that the database gave. */
function plain(value: string | undefined, urls: Urls): string | undefined {
  if (value === undefined) return undefined;
  return atOwnHost(value, urls)
    .replaceAll('https://127.0.0.1:8081', urls.http.replace('http', 'https'))
    .replaceAll('<redacted>', '…')
    .replaceAll(/(consumer_key|consumer_secret|oauth_\w+)=[^&>]*/g, '$1=…')
    .replaceAll(/\/notes\/\d+/g, '/notes/…')
    .toLowerCase();
}
