import type { Merchant } from '../merchant';
import { html } from './html';
import { layout } from './layout';

/** The front page: every shop of this store. */
export const streetPage = (merchants: readonly Merchant[]): string =>
  layout({
    merchant: { slug: '', name: 'Demo store', tagline: 'Three small shops for shopping agents', hue: 210 },
    title: 'Shops',
    main: html`<div class="grid">
      ${merchants.map(
        ({ slug, name, tagline, currency, hue }) =>
          html`<a class="card" style="--hue: ${hue}" href="/${slug}"
            ><div>
              <strong>${name}</strong><br />${tagline}<br /><span class="muted">${currency}</span>
            </div></a
          >`,
      )}
    </div>`,
  });
