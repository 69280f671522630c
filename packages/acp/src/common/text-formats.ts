/** An address by RFC 5321's dot-string with a dotted domain: what JSON Schema's `email` format accepts. */
export const emailPattern =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;

/** The text where it is an e-mail address; what is not must not go out under `format: email`. */
export const toEmail = (text: string | undefined): string | undefined =>
  text !== undefined && emailPattern.test(text) ? text : undefined;

const percentEncode = (character: string): string => encodeURIComponent(character).replaceAll("'", '%27');

/** Not by `URL.canParse`: Node 20 optimises it into answering false for Latin-1 text that parses. */
function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

const MOST_REMEMBERED = 2_000;
const rememberedUris = new Map<string, string | undefined>();

/**
 * A platform's link as an RFC 3986 URI: spaces and letters beyond ASCII encoded; `undefined` where it is no URL.
 * A shop's links stand in every answer, so the last ones are remembered.
 */
export function toUri(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (rememberedUris.has(text)) return rememberedUris.get(text);
  if (rememberedUris.size >= MOST_REMEMBERED) rememberedUris.clear();
  const uri = encodeUri(text);
  rememberedUris.set(text, uri);
  return uri;
}

function encodeUri(text: string): string | undefined {
  const url = parseUrl(text);
  if (url === undefined) return undefined;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  const rest = `${url.pathname}${url.search}${url.hash}`
    .replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@/?#%]/g, percentEncode)
    .replace(/%(?![0-9A-Fa-f]{2})/g, '%25');
  const [head = '', ...fragments] = rest.split('#');
  return `${url.origin}${head}${fragments.length > 0 ? `#${fragments.join('%23')}` : ''}`;
}

/** What `Date.prototype.toISOString` writes. */
const ISO_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Any time that RFC 3339 knows, as the hub writes it (UTC, milliseconds); `undefined` where it is none. */
export function toDateTime(text: string | undefined): string | undefined {
  const milliseconds = text === undefined ? Number.NaN : Date.parse(text);
  if (text === undefined || Number.isNaN(milliseconds)) return undefined;
  return ISO_UTC.test(text) ? text : new Date(milliseconds).toISOString();
}

/** CommonMark whose raw HTML is text: a tag's `<` is escaped, an autolink (`<https://…>`) stays. */
export const withoutRawHtml = (markdown: string): string =>
  markdown.replace(/<(?=[A-Za-z/!?])(?!(?:https?|mailto):)/gi, '&lt;');
