import { buffersOf, type PackGroups } from '@acp-hub/feed-formats';
import { on } from 'node:events';
import { Worker } from 'node:worker_threads';

/** So many groups are with the thread, or packed by it, while the next one is gathered. */
const AHEAD = 1;

/**
 * Packs on a thread of its own, which takes the groups over instead of copying them. A file's first bytes are waited
 * for, so that they are handed on before its second group is gathered.
 */
export const packOnThread: PackGroups = async function* (groups, columns) {
  const thread = new Worker(require.resolve('@acp-hub/feed-formats/pack-thread'), { workerData: columns });
  // Throws what the thread threw.
  const answers = on(thread, 'message', { close: ['exit'] }) as AsyncIterableIterator<[ArrayBuffer]>;
  const next = async (): Promise<Buffer> => {
    const answer = await answers.next();
    if (answer.done === true) throw new Error('The thread that packs Parquet ended before its file did.');
    return Buffer.from(answer.value[0]);
  };
  try {
    let [sent, taken] = [0, 0];
    for await (const group of groups) {
      thread.postMessage(group, buffersOf(group));
      sent += 1;
      for (; taken === 0 || sent - taken > AHEAD; taken += 1) yield await next();
    }
    thread.postMessage(null);
    for (sent += 1; taken < sent; taken += 1) yield await next();
  } finally {
    await thread.terminate();
  }
};
