export type Change =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly key: string };

export interface WriteQueue {
  add(change: Change): void;
  /** Resolves when all that was added so far is written; rejects for good after the first failure. */
  flushed(): Promise<void>;
}

/** Writes one batch at a time; what is added meanwhile shares the next, so that order holds and syncs are few. */
export function createWriteQueue(write: (changes: readonly Change[]) => Promise<void>): WriteQueue {
  let waiting: Change[] = [];
  let lastBatch = Promise.resolve();

  const writeWaiting = (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    return write(batch);
  };

  return {
    add(change) {
      waiting.push(change);
      if (waiting.length > 1) return;
      lastBatch = lastBatch.then(writeWaiting);
      // `flushed` tells whoever asks; a failure nobody has asked about yet must not end the process.
      lastBatch.catch(() => undefined);
    },
    flushed: () => lastBatch,
  };
}
