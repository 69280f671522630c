import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { wordsOf } from '../../words-of';
import type { FolderTarget } from '../target';
import { copyToDisk } from './copy-to-disk';
import { bytesOf, failed, type FeedFile, type FileDelivery } from './delivery';
import { outdatedFiles } from './outdated-files';

const draftOf = (folder: string, { name }: FeedFile): string => join(folder, `.${basename(name)}.uploading`);

/** Puts files into a folder of this machine; a reader sees the old file or the new one, never half of one. */
export function deliverToFolder({ path: folder }: FolderTarget): FileDelivery {
  return {
    async deliver(files, { signal, onProgress } = {}) {
      let done = 0;
      try {
        await mkdir(folder, { recursive: true });
        for (const file of files) {
          signal?.throwIfAborted();
          await copyToDisk(file, draftOf(folder, file));
          onProgress?.({ stage: 'upload', done: (done += file.bytes), total: bytesOf(files), of: 'bytes' });
        }
        for (const file of files) await rename(draftOf(folder, file), join(folder, basename(file.name)));
        for (const name of outdatedFiles(await readdir(folder), files)) await rm(join(folder, name));
        return { kind: 'delivered' };
      } catch (error) {
        await Promise.all(
          files.map((file) => rm(draftOf(folder, file), { force: true }).catch(() => undefined)),
        );
        signal?.throwIfAborted();
        return failed(`The folder ${folder} does not take the feed: ${wordsOf(error)}`);
      }
    },
  };
}
