import { newWatches, type ProductDocuments, type Slice, type SliceOrder } from '@acp-hub/feed-formats';
import { SliceThread } from './slice-thread';

/** Two: the thread that reads and writes has a tenth of their work, and a hub has more to do than one feed. */
const THREADS = 2;

/** Slices that are asked for before the first of them is: each thread has its next one when it is done. */
const AHEAD = 2 * THREADS - 1;

/**
 * Slices of a whole catalogue in its order, made on several threads. Each is made as if nothing came before it; the one
 * that has something which did is made again, knowing so.
 */
export async function* slicesOf(
  batches: AsyncIterable<ProductDocuments>,
  order: SliceOrder,
): AsyncGenerator<Slice> {
  const threads = Array.from({ length: THREADS }, () => new SliceThread(order));
  const { ids, skus } = newWatches();
  const begun: (() => Promise<Slice>)[] = [];
  const begin = (documents: ProductDocuments, thread: SliceThread) => {
    const made = thread.make({ documents });
    return async (): Promise<Slice> => {
      let slice = await made;
      const seen = { ids: ids.among(slice.keys.ids), skus: skus.among(slice.keys.skus) };
      if (seen.ids.length + seen.skus.length > 0)
        slice = await thread.make({ documents: slice.documents, seen });
      ids.note(slice.keys.ids);
      skus.note(slice.keys.skus);
      return slice;
    };
  };
  try {
    let turn = 0;
    for await (const documents of batches) {
      const thread = threads[turn % THREADS];
      turn += 1;
      if (thread !== undefined) begun.push(begin(documents, thread));
      const first = begun.length > AHEAD || turn === 1 ? begun.shift() : undefined;
      if (first !== undefined) yield await first();
    }
    for (const rest of begun) yield await rest();
  } finally {
    await Promise.all(threads.map((thread) => thread.close()));
  }
}
