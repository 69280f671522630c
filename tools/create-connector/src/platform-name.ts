declare const platformNameBrand: unique symbol;

/** What a platform is called in package names and as a connector's id, e.g. `corner-shop`. */
export type PlatformName = string & { readonly [platformNameBrand]: true };

const KEBAB = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const LONGEST = 40;

/** Reads a name, or says what is wrong with it. */
export function parsePlatformName(
  text: string,
): { readonly ok: true; readonly name: PlatformName } | { readonly ok: false; readonly problem: string } {
  const wrong = (problem: string) => ({ ok: false, problem }) as const;
  const bare = /^(?:connector|fake)-(.+)$/.exec(text)?.[1];
  if (bare !== undefined) return wrong(`Name the platform alone: "${bare}" makes connector-${bare}.`);
  if (text.length > LONGEST) return wrong(`"${text}" is too long: a name has at most ${LONGEST} characters.`);
  if (!KEBAB.test(text))
    return wrong(
      `"${text}" cannot be a name: use lower-case letters and digits, words joined by single hyphens, a letter first, e.g. "corner-shop".`,
    );
  return { ok: true, name: text as PlatformName };
}
