import { convert } from 'html-to-text';

/** WooCommerce writes names, descriptions and messages as HTML, entities and all. */
export const plainText = (html: string): string =>
  convert(html, {
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
  }).trim();

/** The same on one line: names and messages. */
export const plainLine = (html: string): string => plainText(html).replaceAll(/\s+/g, ' ');
