import type { Merchant } from '../merchant';
import { html } from './html';
import { layout } from './layout';

/** A heading and a paragraph: terms, thanks, downloads, errors. */
export const textPage = (merchant: Merchant, title: string, text: string): string =>
  layout({
    merchant,
    title,
    main: html`<h1>${title}</h1>
      <p>${text}</p>`,
  });
