import { isLoaded } from '@foxglove/wasm-zstd';
import { parentPort, workerData } from 'node:worker_threads';
import type { ParquetColumn } from './column';
import { ParquetFile } from './parquet-file';
import type { RowGroup } from './row-group';

/**
 * What a thread runs that packs one file. It is started with the columns, is sent group after group and then `null`, and
 * answers each with the bytes that the file grows by.
 */
const file = new ParquetFile(workerData as readonly ParquetColumn[]);

function answer(group: RowGroup | null): void {
  const bytes = group === null ? file.end() : file.add(group);
  parentPort?.postMessage(bytes, [bytes]);
}

parentPort?.on('message', (group: RowGroup | null) => void isLoaded.then(() => answer(group)));
