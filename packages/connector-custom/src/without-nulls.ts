const holdsNull = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && Object.values(value).some(holdsNull));

/** Many stores write `null` for what is absent; the contract leaves it out. What holds none is not copied. */
export const withoutNulls = (value: unknown): unknown => (holdsNull(value) ? copied(value) : value);

function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name, copied(member)]),
  );
}
