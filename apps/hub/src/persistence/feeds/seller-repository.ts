import type { MerchantProfile } from '@acp-hub/commerce';
import type { SellerOf } from '../../feeds/ports';
import type { TenantDirectory } from '../tenant-directory';

const FIND_SELLER = {
  name: 'feed_seller',
  text: 'SELECT name, profile FROM hub.tenants WHERE tenant_id = $1',
};

/** Merchants as feeds name them. */
export class SellerRepository {
  constructor(private readonly directory: TenantDirectory) {}

  readonly find: SellerOf = async ({ tenantId }) => {
    const { scope } = await this.directory.open(tenantId);
    const [row] = await scope.run<{ name: string; profile: Pick<MerchantProfile, 'links'> }>(FIND_SELLER, [
      tenantId,
    ]);
    if (row === undefined) throw new Error(`There is no tenant ${tenantId}.`);
    return { name: row.name, links: row.profile.links };
  };
}
