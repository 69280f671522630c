import { createHmac, timingSafeEqual } from 'node:crypto';

/** A file of a feed that somebody may fetch. */
export interface DownloadFile {
  readonly tenantId: string;
  readonly feedId: string;
  readonly file: string;
}

/** What a URL says for itself. */
export interface DownloadClaim extends DownloadFile {
  /** Seconds since 1970, as written. */
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

  urlOf({ tenantId, feedId, file }: DownloadFile, until: Date): string {
    const expires = String(Math.floor(until.getTime() / 1_000));
    const path = [tenantId, feedId, file].map(encodeURIComponent).join('/');
    const signature = this.#sign({ tenantId, feedId, file }, expires).toString('base64url');
    return `${this.baseUrl}/downloads/${path}?expires=${expires}&signature=${signature}`;
  }

  /** Only who holds a good signature is told that its time is over. */
  judge({ expires, signature, ...file }: DownloadClaim, now: Date): LinkVerdict {
    const expected = this.#sign(file, expires);
    const given = Buffer.from(signature, 'base64url');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'tampered';
    return Number(expires) * 1_000 > now.getTime() ? 'good' : 'expired';
  }

  /** As a list, so that no two files are written alike. */
  #sign({ tenantId, feedId, file }: DownloadFile, expires: string): Buffer {
    return createHmac('sha256', this.signingKey)
      .update(JSON.stringify(['feed-download', tenantId, feedId, file, expires]))
      .digest();
  }
}
