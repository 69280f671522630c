type Optional<T> = { [K in keyof T]: undefined extends T[K] ? K : null extends T[K] ? K : never }[keyof T];

/** The type of an object whose absent members are really absent. */
export type Compact<T> = { [K in Exclude<keyof T, Optional<T>>]: T[K] } & {
  [K in Optional<T>]?: NonNullable<T[K]>;
};

/** The object without the members that are `undefined` or `null`. A loop, because every answer has dozens of these. */
export function compact<T extends object>(value: T): Compact<T> {
  const kept: Partial<T> = {};
  for (const name in value) {
    const member = value[name];
    if (member !== undefined && member !== null) kept[name] = member;
  }
  return kept as Compact<T>;
}
