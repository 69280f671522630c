import type { Merchant } from '../merchant';
import { html, Html } from './html';
import { stylesheet } from './stylesheet';

const style = new Html(`<style>${stylesheet}</style>`);

interface Page {
  readonly merchant: Pick<Merchant, 'slug' | 'name' | 'tagline' | 'hue'>;
  readonly title: string;
  readonly main: Html;
  readonly script?: Html;
}

/** A dot in the merchant’s colour. */
const iconOf = ({ hue }: Page['merchant']): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><circle cx="1" cy="1" r="1" fill="hsl(${hue} 60% 45%)"/></svg>`)}`;

/** A page in the merchant’s colour. */
export const layout = ({ merchant, title, main, script }: Page): string =>
  html`<!doctype html>
    <html lang="en" style="--hue: ${merchant.hue}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="${iconOf(merchant)}" />
        <title>${title} · ${merchant.name}</title>
        ${style}
      </head>
      <body>
        <header>
          <a class="brand" href="/${merchant.slug}">${merchant.name}</a>
          <span>${merchant.tagline}</span>
          <nav><a href="/${merchant.slug}">Shop</a> <a href="/${merchant.slug}/admin">Orders</a></nav>
        </header>
        <main>${main}</main>
        ${script}
      </body>
    </html>`.markup;
