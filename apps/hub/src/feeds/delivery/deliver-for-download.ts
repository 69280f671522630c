import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { newId } from '../../ids';
import { wordsOf } from '../../words-of';
import { currentEdition, setCurrentEdition } from '../downloads/edition';
import { copyToDisk } from './copy-to-disk';
import { bytesOf, failed, type FileDelivery } from './delivery';

/**
 * Keeps a feed for those who fetch it. Each delivery is an edition in a folder of its own that never changes; one rename
 * makes it the current one. The edition before stays, for whoever is fetching it.
 */
export function deliverForDownload(place: string): FileDelivery {
  return {
    async deliver(files, { signal, onProgress } = {}) {
      const edition = newId('pub');
      const folder = join(place, edition);
      let done = 0;
      try {
        await mkdir(folder, { recursive: true });
        for (const file of files) {
          signal?.throwIfAborted();
          await copyToDisk(file, join(folder, basename(file.name)));
          onProgress?.({ stage: 'upload', done: (done += file.bytes), total: bytesOf(files), of: 'bytes' });
        }
        const before = await currentEdition(place);
        signal?.throwIfAborted();
        await setCurrentEdition(place, { edition, files: files.map(({ name }) => basename(name)) });
        await forgetEditions(place, [edition, before?.edition]);
        return { kind: 'delivered' };
      } catch (error) {
        await rm(folder, { recursive: true, force: true }).catch(() => undefined);
        signal?.throwIfAborted();
        return failed(`The folder of downloads, ${place}, does not take the feed: ${wordsOf(error)}`);
      }
    },
  };
}

async function forgetEditions(place: string, but: readonly (string | undefined)[]): Promise<void> {
  for (const entry of await readdir(place, { withFileTypes: true }))
    if (entry.isDirectory() && !but.includes(entry.name))
      await rm(join(place, entry.name), { recursive: true, force: true });
}
