export type JsonBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'not_json'; readonly looksLikeHtml: boolean };

/** Reads a body, with or without a byte order mark, by what it is, not by its `content-type`, which shops behind proxies get wrong. */
export function readJson(text: string): JsonBody {
  const clean = text.trim();
  if (clean === '') return { kind: 'json', value: undefined };
  try {
    return { kind: 'json', value: JSON.parse(clean) };
  } catch {
    return { kind: 'not_json', looksLikeHtml: clean.startsWith('<') };
  }
}
