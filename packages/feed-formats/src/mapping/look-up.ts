import type { Attribute } from '@acp-hub/commerce';

/** The value of the first of the names (in lower case) that one of the lists has, the earlier list first. */
export function lookUp(
  names: readonly string[],
  lists: readonly (readonly Attribute[] | undefined)[],
): string | undefined {
  for (const name of names)
    for (const list of lists)
      if (list !== undefined)
        for (const attribute of list)
          if (attribute.value !== '' && attribute.name.toLowerCase() === name) return attribute.value;
  return undefined;
}
