import type { Books } from '../books/books';
import { RestFailure } from '../rest/rest';

const LIMIT = 3;
const WINDOW_S = 60;

/** Of checkouts, by address of the caller; off unless the shop's option is on. */
export function checkoutLimit(books: Books): (ip: string) => Record<string, string> {
  const windows = new Map<string, { count: number; until: number }>();
  return (ip) => {
    if (books.setting('woocommerce_feature_rate_limit_checkout_enabled') !== 'yes') return {};
    const now = Math.floor(books.now() / 1_000);
    const known = windows.get(ip);
    const window = known === undefined || known.until <= now ? { count: 0, until: now + WINDOW_S } : known;
    windows.set(ip, window);
    const headers = { 'ratelimit-limit': String(LIMIT), 'ratelimit-reset': String(window.until) };
    window.count += 1;
    if (window.count <= LIMIT) return { ...headers, 'ratelimit-remaining': String(LIMIT - window.count) };
    const wait = window.until - now;
    throw Object.assign(
      new RestFailure(
        400,
        'rate_limit_exceeded',
        `Too many requests. Please wait ${wait} seconds before trying again.`,
      ),
      {
        headers: { ...headers, 'ratelimit-remaining': '0', 'ratelimit-retry-after': String(wait) },
        isBare: true,
      },
    );
  };
}
