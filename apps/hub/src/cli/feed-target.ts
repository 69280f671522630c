import { resolve } from 'node:path';
import { offeredHostKey, unpinned } from '../feeds/delivery/sftp-host-key';
import type { FeedTarget } from '../feeds/target';
import { ProvisioningError } from '../tenants/provisioning-error';
import { wordsOf } from '../words-of';
import { readJson } from './read-value';
import type { Surroundings } from './surroundings';
import { UsageError } from './usage-error';

/** The options that say where a feed goes. */
export interface TargetOptions {
  folder?: string;
  target?: string;
  download?: boolean;
  trustHostKey?: boolean;
}

/** How many places are named. */
export const placesIn = ({ folder, target, download }: TargetOptions): number =>
  [folder, target, download].filter((each) => each !== undefined).length;

/** A folder is kept as a whole path: the hub runs elsewhere than the command. @throws UsageError */
export async function readTarget(options: TargetOptions, surroundings: Surroundings): Promise<unknown> {
  const { folder, target } = options;
  if (placesIn(options) !== 1)
    throw new UsageError('Say where the feed goes with one of --folder, --target or --download.');
  if (folder !== undefined) return { kind: 'folder', path: resolve(folder) };
  if (target === undefined) return { kind: 'download' };
  const given = await readJson(target, '--target', surroundings);
  return isFolder(given) ? { ...given, path: resolve(given.path) } : given;
}

const isFolder = (target: unknown): target is { readonly kind: 'folder'; readonly path: string } =>
  typeof target === 'object' &&
  target !== null &&
  'kind' in target &&
  target.kind === 'folder' &&
  'path' in target &&
  typeof target.path === 'string' &&
  target.path !== '';

/** A target whose server is known by its key. @throws ProvisioningError where nothing says which key is right */
export async function pinnedTarget(
  target: FeedTarget,
  { trustHostKey }: TargetOptions,
  allowPrivateAddresses: boolean,
): Promise<FeedTarget> {
  if (target.kind !== 'sftp' || target.hostKey !== undefined) return target;
  const offered = await offeredHostKey(target, { allowPrivateAddresses }).catch((error: unknown) => {
    throw new ProvisioningError(
      `${target.host}:${target.port} cannot be asked for its key (${wordsOf(error)}): check host and port. To set the ` +
        'feed up all the same, put the key’s fingerprint into the target as "hostKey".',
    );
  });
  if (trustHostKey !== true) throw new ProvisioningError(unpinned(target, offered));
  return { ...target, hostKey: offered };
}
