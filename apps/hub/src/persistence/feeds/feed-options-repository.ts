import type { TenantDirectory } from '../tenant-directory';

const SET_OPTIONS = {
  name: 'feed_set_options',
  text: `UPDATE hub.feeds SET options = $3, run_at = $4 WHERE tenant_id = $1 AND feed_id = $2 RETURNING 1`,
};

/** Keeps what merchants change about a feed's contents. */
export class FeedOptionsRepository {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly clock: { now(): Date },
  ) {}

  /** Everything is due to be published anew. */
  async set(tenantId: string, feedId: string, options: unknown): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(SET_OPTIONS, [tenantId, feedId, JSON.stringify(options), this.clock.now()]);
  }
}
