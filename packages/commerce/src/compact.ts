type Compact<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The object without the keys whose value is `undefined`, so that absent and undefined are never mixed. */
export function compact<const T extends object>(value: T): Compact<T> {
  const result: Record<string, unknown> = {};
  // On the path of every request: `Object.entries` takes twice as long.
  for (const key of Object.keys(value)) {
    const part: unknown = value[key as keyof T];
    if (part !== undefined) result[key] = part;
  }
  return result as Compact<T>;
}
