import { ProvisioningError } from '../tenants/provisioning-error';
import type { FeedDefinition } from './feed';
import { folderOf } from './target';

/**
 * The protocol gives its files their names, so that two feeds in its format would take turns in one folder.
 * @param others the merchant's, this one perhaps among them
 * @throws ProvisioningError
 */
export function refuseSharedFolder(
  { name, format, target }: Pick<FeedDefinition, 'name' | 'format' | 'target'>,
  others: readonly Pick<FeedDefinition, 'name' | 'format' | 'target'>[],
): void {
  const folder = folderOf(target);
  if (format !== 'acp' || folder === undefined) return;
  const holder = others.find(
    (other) => other.name !== name && other.format === 'acp' && folderOf(other.target) === folder,
  );
  if (holder !== undefined)
    throw new ProvisioningError(
      `${holder.name} puts its products.jsonl and metadata.json into ${folder} already: give ${name} a folder of its own.`,
    );
}
