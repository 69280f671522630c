import { compile } from 'html-to-text';

/** Compiled once: reading the selectors takes longer than any text of a catalogue. */
const convert = compile({
  wordwrap: false,
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'script', format: 'skip' },
    { selector: 'style', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
  ],
});

/** WooCommerce writes names, descriptions and messages as HTML, entities and all. */
export const plainText = (html: string): string => convert(html).trim();

/** The same on one line: names and messages. */
export const plainLine = (html: string): string => plainText(html).replaceAll(/\s+/g, ' ');
