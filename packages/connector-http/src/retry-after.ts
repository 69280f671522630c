const DEFAULT_MS = 1_000;

/**
 * Milliseconds until another try is welcome, from `Retry-After` in seconds or as a date (RFC 9110, 10.2.3);
 * one second where the header is missing or senseless.
 */
export function retryAfterMs(header: string | undefined, now: Date): number {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? DEFAULT_MS : Math.max(0, date - now.getTime());
}
