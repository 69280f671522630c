import { constants, copyFile, open, rm } from 'node:fs/promises';
import type { FeedFile } from './delivery';

/**
 * Copies a file that is on the disk once this ends, whatever then happens to the machine. What is called like the copy
 * goes, and where it led to stays as it is.
 */
export async function copyToDisk({ path }: FeedFile, copy: string): Promise<void> {
  await rm(copy, { force: true });
  await copyFile(path, copy, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  const handle = await open(copy, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
