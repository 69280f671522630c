type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** The same without members that are undefined: absent is absent. */
export function defined<T extends object>(value: T): Defined<T> {
  const present: Partial<T> = {};
  for (const name of Object.keys(value) as (keyof T)[])
    if (value[name] !== undefined) present[name] = value[name];
  return present as Defined<T>;
}
