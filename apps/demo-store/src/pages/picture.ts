import { createHash } from 'node:crypto';
import type { ShelfItem } from '../catalogue/shelf-item';
import { escapeHtml } from './html';

/** A picture of an item: drawn from its id alone, so that it is the same for ever. */
export function picture({ product, variant }: Pick<ShelfItem, 'product' | 'variant'>): string {
  const digest = createHash('sha256').update(variant.id).digest();
  const byte = (index: number) => digest[index] ?? 0;
  const hue = Math.round((byte(0) / 255) * 360);
  const discs = [1, 2, 3]
    .map((index) => {
      const x = 80 + (byte(index) / 255) * 440;
      const y = 80 + (byte(index + 3) / 255) * 300;
      const radius = 60 + (byte(index + 6) / 255) * 110;
      const fill = `hsl(${(hue + index * 28) % 360} 55% ${48 + index * 9}%)`;
      return `<circle cx="${x.toFixed()}" cy="${y.toFixed()}" r="${radius.toFixed()}" fill="${fill}" opacity=".55"/>`;
    })
    .join('');
  const choice = Object.values(variant.options).join(' / ');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" role="img">` +
    `<rect width="600" height="600" fill="hsl(${hue} 45% 92%)"/>${discs}` +
    `<rect y="470" width="600" height="130" fill="#fff" opacity=".82"/>` +
    `<g font-family="system-ui, sans-serif" fill="hsl(${hue} 40% 20%)">` +
    `<text x="32" y="528" font-size="34" font-weight="700">${escapeHtml(product.title)}</text>` +
    `<text x="32" y="570" font-size="26">${escapeHtml(choice || (product.brand ?? ''))}</text></g></svg>`
  );
}
