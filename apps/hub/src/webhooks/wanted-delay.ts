/** Milliseconds an endpoint asks for by `Retry-After`, in seconds or as a date (RFC 9110, 10.2.3). */
export function wantedDelayMs(header: string | string[] | undefined, now: Date): number | undefined {
  if (typeof header !== 'string') return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
