/** What a conformance report says of each check, by id: the words of its set-ups, e.g. `pass`, where all agree. */
export function readReport(markdown: string): ReadonlyMap<string, string> {
  const rows = markdown.matchAll(/^\|.*\| `([a-z_]+\.[a-z_]+)` \| (.+) \|$/gm);
  return new Map(
    Array.from(rows, ([, id = '', words = '']) => [id, [...new Set(words.split(' | '))].join(', ')]),
  );
}
