import type { Slice, SliceOrder, SliceTask } from '@acp-hub/feed-formats';
import { Worker } from 'node:worker_threads';

interface Waiting {
  readonly resolve: (slice: Slice) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that makes slices one after the other. */
export class SliceThread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #failure: Error | undefined;

  constructor(order: SliceOrder) {
    this.#worker = new Worker(require.resolve('@acp-hub/feed-formats/slice-thread'), { workerData: order });
    this.#worker.on('message', (slice: Slice) => this.#waiting.shift()?.resolve(slice));
    this.#worker.on('error', (error: Error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('A thread that renders ended before its feed did.')));
  }

  /** Takes the documents over. @throws what the thread threw. */
  make(task: SliceTask): Promise<Slice> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const slice = new Promise<Slice>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    // Whoever stops before it is asked for does not want to hear of it.
    slice.catch(() => undefined);
    this.#worker.postMessage(task, [task.documents.bytes.buffer]);
    return slice;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
  }
}
