import { createHash } from 'node:crypto';
import { html, type Html } from './html';

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: start; font-weight: 600; padding: .4rem 0; }
th, td { padding: .5rem 0; border-bottom: 1px solid #8884; text-align: start; vertical-align: top; font-weight: 400; }
thead th { font-size: .875rem; opacity: .75; }
tfoot th, tfoot td { border: 0; padding: .2rem 0; }
th.amount, td.amount { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; }
dt { font-weight: 600; } dd { margin: 0; }`;

/** Whole, because its hash stands in the policy: a space more, and browsers drop it. */
const styleElement: Html = { html: `<style>${STYLE}</style>` };

const styleHash = createHash('sha256').update(STYLE).digest('base64');

/** The page needs its own style and nothing else, from nowhere. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
} as const;

/** A page of the hub that a buyer sees. */
export const page = (title: string, body: Html): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        ${body}
      </body>
    </html> `.html;
