/** A field of an update: absent stays absent, `null` stays `null` (it clears), a value is decoded. */
export function clearing<Wire, Value>(
  wire: Wire | null | undefined,
  decode: (wire: Wire) => Value,
): Value | null | undefined {
  if (wire === undefined) return undefined;
  return wire === null ? null : decode(wire);
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The object without its `undefined` members; `null` stays. */
export function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Present<T>;
}
