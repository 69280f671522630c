import type { SftpTarget } from '../target';
import { SftpSession, type SftpOptions } from './sftp-session';

/** The fingerprint of the key that a server shows; nobody logs in. @throws Error where it cannot be reached */
export async function offeredHostKey(target: SftpTarget, options: SftpOptions): Promise<string> {
  const { hostKey: _pinned, ...unpinnedTarget } = target;
  const session = new SftpSession(unpinnedTarget, options);
  try {
    // It shows its key, and is then refused.
    await session.open();
  } catch (error) {
    if (session.offeredKey === undefined) throw error;
  } finally {
    await session.close();
  }
  if (session.offeredKey === undefined) throw new Error(`${target.host} shows no key.`);
  return session.offeredKey;
}

/** What is said of a server whose key nobody has pinned. */
export const unpinned = ({ host }: SftpTarget, offered: string): string =>
  `${host} shows the key ${offered}, and nothing says that it is the right one, so nothing was sent. Compare it with what ` +
  `its operator tells you, and put "hostKey": "${offered}" into the target, or take it as it is with --trust-host-key.`;
