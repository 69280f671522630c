/** WooCommerce knows codes in lower case; of one sent twice only the first counts. */
export function onceEach(codes: readonly string[]): string[] {
  const seen = new Set<string>();
  return codes.filter((code) => {
    const key = code.trim().toLowerCase();
    return key !== '' && !seen.has(key) && seen.add(key);
  });
}

export const sameCode = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
