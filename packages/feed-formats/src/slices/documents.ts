import type { Product } from '@acp-hub/commerce';
import { LENGTH_BYTES, PlainTexts, readPlainTexts } from '../encode/parquet/plain-texts';

/** Products in JSON, one after the other, each behind its length in bytes: 32 bits, little-endian. */
export interface ProductDocuments {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly count: number;
}

export function packDocuments(products: readonly Product[]): ProductDocuments {
  const texts = new PlainTexts();
  for (const product of products) texts.add(JSON.stringify(product));
  return { bytes: texts.take(), count: products.length };
}

/** @throws SyntaxError on a document that is no JSON */
export function* readDocuments({ bytes }: Pick<ProductDocuments, 'bytes'>): Generator<Product> {
  for (const text of readPlainTexts(bytes)) yield JSON.parse(text) as Product;
}

/** @param most documents, and no more than there are */
export function firstDocuments({ bytes }: ProductDocuments, most: number): ProductDocuments {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = 0;
  for (let count = 0; count < most; count += 1) end += LENGTH_BYTES + view.getUint32(end, true);
  return { bytes: bytes.subarray(0, end), count: most };
}
