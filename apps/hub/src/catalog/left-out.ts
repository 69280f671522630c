import type { LeftOut } from '@acp-hub/connector';
import type { RejectedProduct } from './ports';

const MOST_NAMED = 3;

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

const saying = ({ id, productId = id, why }: LeftOut): string =>
  productId === id ? sentence(why) : `Its variant ${id} is left out: ${why}.`;

/** What a connector could not hand over, by product: each once, however many of its variants it is about. */
export function rejectedBy(leftOut: readonly LeftOut[]): readonly RejectedProduct[] {
  const byProduct = new Map<string, LeftOut[]>();
  for (const one of leftOut) {
    const id = one.productId ?? one.id;
    const known = byProduct.get(id);
    if (known === undefined) byProduct.set(id, [one]);
    else known.push(one);
  }
  return [...byProduct].map(([productId, all]) => {
    const title = all.find((one) => one.title !== undefined)?.title;
    const further = all.length > MOST_NAMED ? ` And ${all.length - MOST_NAMED} more.` : '';
    const reason = all.slice(0, MOST_NAMED).map(saying).join(' ') + further;
    return { productId, ...(title === undefined ? {} : { title }), reason };
  });
}
