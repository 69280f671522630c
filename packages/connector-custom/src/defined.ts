type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** The same without members that are undefined: absent is absent. */
export const defined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>;
