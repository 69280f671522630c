import type { Json } from './recordings';

/** What stands in the recordings for something of the fake's own: tokens, keys, numbers the database gave. */
export class Translation {
  readonly #own = new Map<string, string>();

  learn(recorded: string, own: string): void {
    this.#own.set(recorded, own);
  }

  /** A recorded text with everything learnt put in its place. */
  apply(text: string): string {
    return this.#own.get(text) ?? text;
  }

  deep(value: Json): Json {
    if (typeof value === 'string') return this.apply(value);
    if (Array.isArray(value)) return value.map((item) => this.deep(item));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.deep(item)]));
    return value;
  }
}

const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;
const SECONDS_APART = 2;

/** Prose of WooCommerce's, numbers of its database and what is random: compared by kind alone. */
const PROSE = new Set(['label', 'description', 'tip', 'method_description', 'placeholder', 'instructions']);
const OPAQUE = new Set([
  'Nonce',
  'Cart-Hash',
  'Nonce-Timestamp',
  'related_ids',
  'cart_hash',
  'receipt_url',
  'expiration_date',
  'order_key',
  'key:wc_order',
  'payment_url',
  'redirect_url',
]);
const HASHES = new Set(['_shipping_hash', '_coupons_hash', '_fees_hash', '_taxes_hash']);

export interface Comparison {
  /** A recording that shows less than was answered. */
  readonly isPartial: boolean;
  /** Where labels and help texts stand beside values. */
  readonly hasProse: boolean;
}

/** Every difference, as path: recorded → own. */
export function differences(recorded: Json, own: Json, how: Comparison, path = ''): readonly string[] {
  const name =
    path
      .split('.')
      .at(-1)
      ?.replace(/\[\d+\]$/, '') ?? '';
  const differs = () => [`${path}: ${brief(recorded)} → ${brief(own)}`];
  if (how.hasProse && name === 'default') return [];
  if (OPAQUE.has(name) || (how.hasProse && (PROSE.has(name) || /(^|\.)options/.test(path))))
    return typeof recorded === typeof own ? [] : differs();
  if (typeof recorded === 'string' && typeof own === 'string')
    return isSameText(recorded, own) ? [] : differs();
  if (name === 'id' && /(meta_data|notes)\[\d+\]\.id$|^notes?\./.test(path))
    return typeof own === 'number' ? [] : differs();
  if (Array.isArray(recorded)) {
    if (!Array.isArray(own) || recorded.length !== own.length)
      return [`${path}: ${recorded.length ?? '?'} items → ${Array.isArray(own) ? own.length : brief(own)}`];
    return recorded.flatMap((item, index) => differences(item, own[index], how, `${path}[${index}]`));
  }
  if (typeof recorded === 'object' && recorded !== null) {
    if (name === 'item_data' && !Array.isArray(recorded))
      return differences(Object.values(recorded), Object.values(own ?? {}), how, path);
    if (typeof own !== 'object' || own === null || Array.isArray(own)) return differs();
    if (HASHES.has(recorded.key)) return own.key === recorded.key ? [] : differs();
    const names = [...new Set([...Object.keys(recorded), ...(how.isPartial ? [] : Object.keys(own))])];
    return names.flatMap((member) =>
      differences(recorded[member], own[member], how, path === '' ? member : `${path}.${member}`),
    );
  }
  return Object.is(recorded, own) ? [] : differs();
}

function isSameText(recorded: string, own: string): boolean {
  if (recorded === own) return true;
  if (DATE.test(recorded) && DATE.test(own))
    return Math.abs(Date.parse(`${recorded}Z`) - Date.parse(`${own}Z`)) <= SECONDS_APART * 1_000;
  const plain = (text: string) =>
    text.replaceAll(/wc_order_\w{13}/g, 'wc_order_…').replaceAll(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, 'token');
  return plain(recorded) === plain(own);
}

const brief = (value: Json): string => (JSON.stringify(value) ?? 'undefined').slice(0, 160);
