/** Whether two plain decimals are the same number; what is none equals nothing. */
export function isSameAmount(one: unknown, other: unknown): boolean {
  const first = normal(one);
  return first !== undefined && first === normal(other);
}

function normal(amount: unknown): string | undefined {
  const [, whole = '', places = ''] =
    /^(\d+)(?:\.(\d+))?$/.exec(typeof amount === 'string' ? amount : '') ?? [];
  if (whole === '') return undefined;
  const fraction = places.replace(/0+$/, '');
  return `${whole.replace(/^0+(?=\d)/, '')}${fraction === '' ? '' : `.${fraction}`}`;
}
