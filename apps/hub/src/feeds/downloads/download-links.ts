import { createHmac, timingSafeEqual } from 'node:crypto';

/** A file of a feed that somebody may fetch. */
export interface DownloadFile {
  readonly tenantId: string;
  readonly feedId: string;
  readonly file: string;
  /** Of the feed's URLs when this one was given out: it opens nothing once they are renewed. */
  readonly generation: number;
}

/** What a URL says for itself, as it is written there. */
export interface DownloadClaim extends Omit<DownloadFile, 'generation'> {
  readonly generation: string;
  /** Seconds since 1970. */
  readonly expires: string;
  readonly signature: string;
}

export type LinkVerdict = 'good' | 'expired' | 'tampered';

/** URLs that open one file of one feed for a time, without a token; none of them is stored. */
export class DownloadLinks {
  constructor(
    private readonly baseUrl: string,
    private readonly signingKey: Buffer,
  ) {}

  urlOf(file: DownloadFile, until: Date): string {
    const claim = {
      ...file,
      generation: String(file.generation),
      expires: String(Math.floor(until.getTime() / 1_000)),
    };
    const path = [claim.tenantId, claim.feedId, claim.file].map(encodeURIComponent).join('/');
    const query = new URLSearchParams({
      generation: claim.generation,
      expires: claim.expires,
      signature: this.#sign(claim).toString('base64url'),
    });
    return `${this.baseUrl}/downloads/${path}?${query.toString()}`;
  }

  /** Only who holds a good signature is told that its time is over. */
  judge(claim: DownloadClaim, now: Date): LinkVerdict {
    const expected = this.#sign(claim);
    const given = Buffer.from(claim.signature, 'base64url');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'tampered';
    return Number(claim.expires) * 1_000 > now.getTime() ? 'good' : 'expired';
  }

  /** As a list, so that no two files are written alike. */
  #sign({ tenantId, feedId, file, generation, expires }: Omit<DownloadClaim, 'signature'>): Buffer {
    return createHmac('sha256', this.signingKey)
      .update(JSON.stringify(['feed-download', tenantId, feedId, file, generation, expires]))
      .digest();
  }
}
