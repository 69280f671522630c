/**
 * Adds the merchant's parameters to an address, before its fragment. A parameter the address already has stays as it
 * is. What is no address at all is left alone: the verdict says so.
 */
export function compileTracking(parameters: Readonly<Record<string, string>>): (address: string) => string {
  const pairs = Object.entries(parameters).map(([name, value]) => {
    const key = encodeURIComponent(name);
    return { key, pair: `${key}=${encodeURIComponent(value)}` };
  });
  if (pairs.length === 0) return (address) => address;
  return (address) => {
    if (address === '') return address;
    const hash = address.indexOf('#');
    const base = hash === -1 ? address : address.slice(0, hash);
    const query = base.indexOf('?');
    const present = query === -1 ? '' : `&${base.slice(query + 1)}`;
    const missing = pairs.filter(({ key }) => !present.includes(`&${key}=`)).map(({ pair }) => pair);
    if (missing.length === 0) return address;
    const glue = query === -1 ? '?' : base.endsWith('&') || query === base.length - 1 ? '' : '&';
    return `${base}${glue}${missing.join('&')}${hash === -1 ? '' : address.slice(hash)}`;
  };
}
