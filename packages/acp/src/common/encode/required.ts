/** A value the hub itself wrote and that must be right. @throws RangeError where it is not, which is a bug. */
export function required<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new RangeError(`${name} is not valid and cannot be sent.`);
  return value;
}
