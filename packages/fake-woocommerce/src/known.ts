/** A value that must be there, since what calls this has just seen to it. */
export function known<Value>(value: Value | undefined | null): Value {
  if (value === undefined || value === null) throw new Error('What must be there is not.');
  return value;
}
