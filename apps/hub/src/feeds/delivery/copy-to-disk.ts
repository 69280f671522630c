import { constants, copyFile, open } from 'node:fs/promises';
import type { FeedFile } from './delivery';

/** Copies a file that is on the disk once this ends, whatever then happens to the machine. */
export async function copyToDisk({ path }: FeedFile, copy: string): Promise<void> {
  await copyFile(path, copy, constants.COPYFILE_FICLONE);
  const handle = await open(copy, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
