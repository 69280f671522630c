import { JSONParser } from '@streamparser/json';
import { z } from 'zod';
import type { ShownProduct } from './feed-api-comparison';

const shownSchema = z.object({
  id: z.string(),
  variants: z.array(
    z.object({
      id: z.string(),
      title: z.string().optional().catch(undefined),
      price: z.unknown().optional(),
      availability: z.unknown().optional(),
    }),
  ),
});

/**
 * The products of a Feed API's answer, one by one as it arrives: it is the whole feed, however large that is. What is no
 * product counts as not there.
 * @throws Error where the answer is not JSON, or ends too soon.
 */
export async function* readShownProducts(body: AsyncIterable<Uint8Array>): AsyncGenerator<ShownProduct> {
  let arrived: ShownProduct[] = [];
  const parser = new JSONParser({ paths: ['$.products.*'], keepStack: false });
  parser.onValue = ({ value }) => {
    const shown = shownSchema.safeParse(value);
    if (shown.success) arrived.push(shown.data as ShownProduct);
  };
  for await (const chunk of body) {
    parser.write(chunk);
    const some = arrived;
    arrived = [];
    yield* some;
  }
  if (!parser.isEnded) throw new Error('the answer ends too soon');
}
