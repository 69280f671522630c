import { posix } from 'node:path';
import { wordsOf } from '../../words-of';
import type { SftpTarget } from '../target';
import {
  bytesOf,
  failed,
  type DeliveryControl,
  type DeliveryOutcome,
  type FeedFile,
  type FileDelivery,
} from './delivery';
import { outdatedFiles } from './outdated-files';
import { unpinned } from './sftp-host-key';
import { SftpSession, type SftpOptions } from './sftp-session';

/**
 * Pushes files to an SFTP server: each under a name nobody reads, and once all of them have arrived in full, each takes
 * the place of its predecessor in one step.
 */
export function deliverBySftp(target: SftpTarget, options: SftpOptions): FileDelivery {
  return {
    async deliver(files, control = {}) {
      const { signal } = control;
      const session = new SftpSession(target, options);
      const stop = (): void => session.breakOff();
      try {
        await session.open();
        signal?.throwIfAborted();
        signal?.addEventListener('abort', stop);
        return await replaceAll(session, target.folder, files, control);
      } catch (error) {
        signal?.throwIfAborted();
        return failed(
          session.offeredKey !== undefined && target.hostKey === undefined
            ? unpinned(target, session.offeredKey)
            : explain(target, error),
        );
      } finally {
        signal?.removeEventListener('abort', stop);
        await session.close();
      }
    },
  };
}

async function replaceAll(
  session: SftpSession,
  folder: string,
  files: readonly FeedFile[],
  { onProgress }: DeliveryControl,
): Promise<DeliveryOutcome> {
  let before = 0;
  const told = (done: number): void =>
    onProgress?.({ stage: 'upload', done: before + done, total: bytesOf(files), of: 'bytes' });
  const places = files.map((file) => ({
    file,
    draft: posix.join(folder, `.${file.name}.uploading`),
    final: posix.join(folder, file.name),
  }));
  try {
    for (const { file, draft } of places) {
      await session.upload(file, draft, told);
      before += file.bytes;
      told(0);
    }
    for (const { draft, final } of places) await session.replace(draft, final);
    for (const name of outdatedFiles(await session.list(folder), files))
      await session.remove(posix.join(folder, name));
    return { kind: 'delivered' };
  } catch (error) {
    for (const { draft } of places) await session.forget(draft);
    throw error;
  }
}

function explain({ host, username, folder }: SftpTarget, error: unknown): string {
  const words = wordsOf(error);
  if (/authentication/i.test(words))
    return `${host} does not let ${username} in: check user name, password and key.`;
  if (/verification failed|host denied/i.test(words))
    return `${host} shows another key than the one expected: ask its operator before you change hostKey.`;
  if (/ECONNRESET|EPIPE|broke off|Unexpected (?:end|close) event/i.test(words))
    return `${host} broke the connection off. What was delivered before is still there.`;
  return `${host} did not take the feed into ${folder}: ${words}. What was delivered before is still there.`;
}
