import type { Clock } from '../../clock';
import type { Feeds } from '../ports';
import type { DownloadClaim, DownloadLinks } from './download-links';
import type { KeptFeeds } from './kept-feeds';

export type Download =
  | { readonly kind: 'found'; readonly folder: string; readonly file: string }
  | { readonly kind: 'expired' | 'tampered' | 'revoked' | 'absent' };

/** The file that a signed URL opens. Nothing is looked up for a URL that the hub did not sign. */
export class FindDownload {
  constructor(
    private readonly links: DownloadLinks,
    private readonly feeds: Pick<Feeds, 'find'>,
    private readonly kept: Pick<KeptFeeds, 'find'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  async execute(claim: DownloadClaim): Promise<Download> {
    const verdict = this.links.judge(claim, this.clock.now());
    if (verdict !== 'good') return { kind: verdict };
    const { tenantId, feedId, file, generation } = claim;
    const feed = await this.feeds.find(tenantId, feedId);
    if (feed?.target.kind !== 'download') return { kind: 'absent' };
    if (Number(generation) !== feed.urlGeneration) return { kind: 'revoked' };
    const found = await this.kept.find(feed, file);
    return found === undefined ? { kind: 'absent' } : { kind: 'found', file, ...found };
  }
}
