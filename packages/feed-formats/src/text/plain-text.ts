import { Parser } from 'htmlparser2';

/** Elements whose content is no text. */
const SILENT = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'head']);

/** Elements that end a line. */
const BLOCKS = new Set(
  'p div br li ul ol dl dt dd tr table h1 h2 h3 h4 h5 h6 section article header footer blockquote pre hr'.split(
    ' ',
  ),
);

/** HTML's own elements, those of former versions, and whatever has a hyphen: elements of a shop's own. */
const ELEMENT =
  '(?:a|abbr|acronym|address|applet|area|article|aside|audio|b|base|bdi|bdo|big|blockquote|body|br|button|canvas|caption|' +
  'center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|dir|div|dl|dt|em|embed|fieldset|figcaption|' +
  'figure|font|footer|form|frame|frameset|h[1-6]|head|header|hgroup|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|' +
  'link|main|map|mark|marquee|menu|meta|meter|nav|nobr|noscript|object|ol|optgroup|option|output|p|param|path|picture|' +
  'pre|progress|q|rp|rt|ruby|s|samp|script|search|section|select|slot|small|source|span|strike|strong|style|sub|summary|' +
  'sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr|' +
  '[a-z][a-z\\d]*(?:-[a-z\\d]+)+)';

const TAG = `<(?:/?${ELEMENT}(?=[\\s/>])|!--|!doctype)`;

/** `<5 cm`, `x<y but y>z` and `Salt & pepper` are text; `<br>` and `&amp;` are markup. */
const MARKUP = new RegExp(
  `${TAG}[^<>]*>|<(?:script|style)\\b|&(?:#\\d+|#x[\\da-f]+|[a-z][\\da-z]{1,31});`,
  'i',
);

const NO_TAG = new RegExp(`<(?!${TAG.slice(1)}|(?:script|style)\\b)`, 'gi');

/** Controls other than tab and line feed, and what is no character. Marks of direction and joiners stay. */
const CONTROLS = String.raw`\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff`;

/** Those, and halves of surrogate pairs. */
const UNPRINTABLE_CLASS = String.raw`[${CONTROLS}]|\p{Surrogate}`;
const UNPRINTABLE = new RegExp(UNPRINTABLE_CLASS, 'gu');

/** Words with single blanks between them and no pair of surrogates, as most texts are: found fast, and left alone. */
const WORD = String.raw`[^\s${CONTROLS}\ud800-\udfff]+`;
const TIDY = new RegExp(`^${WORD}(?: ${WORD})*$`);

/** Anything that makes a text worth rewriting. */
const UNTIDY = new RegExp(String.raw`\s\s|[^\S ]|^\s|\s$|${UNPRINTABLE_CLASS}`, 'u');

function withoutMarkup(html: string): string {
  const parts: string[] = [];
  let silent = 0;
  const parser = new Parser(
    {
      onopentagname(name) {
        if (SILENT.has(name)) silent += 1;
        else if (BLOCKS.has(name)) parts.push(name === 'li' ? '\n• ' : '\n');
      },
      ontext(text) {
        if (silent === 0) parts.push(text);
      },
      onclosetag(name) {
        if (SILENT.has(name)) silent -= 1;
        else if (BLOCKS.has(name) && name !== 'br' && name !== 'hr') parts.push('\n');
      },
    },
    { decodeEntities: true },
  );
  parser.end(html.replace(NO_TAG, '&lt;'));
  return parts.join('');
}

/**
 * Text as a buyer reads it: markup and scripts gone, one line a paragraph, nothing that does not print. Text without
 * markup is kept as it is but for its blanks.
 */
export function plainText(source: string): string {
  const mayHoldMarkup = source.includes('<') || source.includes('&');
  const text = mayHoldMarkup && MARKUP.test(source) ? withoutMarkup(source) : source;
  if (TIDY.test(text) || !UNTIDY.test(text)) return text;
  return text
    .replace(/\r\n?/g, '\n')
    .replace(UNPRINTABLE, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Whether `inlineText` would leave it as it is: known fast, and of some that it would leave not known. */
export const isInline = (text: string): boolean =>
  text === '' || (TIDY.test(text) && !text.includes('<') && !text.includes('&'));

/** The same on one line: titles, brands, values. */
export function inlineText(source: string): string {
  const text = plainText(source);
  return text.includes('\n') ? text.replace(/\n+/g, ' ') : text;
}
