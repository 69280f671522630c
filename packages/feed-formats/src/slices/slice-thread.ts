import { isLoaded } from '@foxglove/wasm-zstd';
import { parentPort, workerData } from 'node:worker_threads';
import { buffersOfSlice, makeSlice, type SliceOrder, type SliceTask } from './slice';

/** What a thread runs that makes slices. It is started with their order, and answers every task with its slice. */
const order = workerData as SliceOrder;

function answer(task: SliceTask): void {
  const slice = makeSlice(order, task);
  parentPort?.postMessage(slice, buffersOfSlice(slice));
}

parentPort?.on('message', (task: SliceTask) => void isLoaded.then(() => answer(task)));
