/** sanitize_title: accents go, what is no letter of ASCII is percent-encoded in lower case. */
export const slugOf = (name: string): string =>
  encodeURIComponent(
    name
      .replaceAll(/<[^>]*>/g, '')
      .normalize('NFD')
      .replaceAll(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .replaceAll(/&[a-z#0-9]+;/g, '')
      .replaceAll(/[!-,./:-@[-^`{-~]/g, ' ')
      .trim()
      .replaceAll(/[\s-]+/g, '-'),
  ).toLowerCase();

/** The first of `slug`, `slug-2`, … that is free. */
export function freeSlug(slug: string, isTaken: (slug: string) => boolean): string {
  if (!isTaken(slug)) return slug;
  for (let number = 2; ; number += 1) if (!isTaken(`${slug}-${number}`)) return `${slug}-${number}`;
}
