import { createHmac, timingSafeEqual } from 'node:crypto';

const HOLDS_FOR_MS = 60 * 60 * 1_000;

/** Ties what a platform posts to the connection that asked for it: signed, of one hour, and stored nowhere. */
export class ConsentStates {
  constructor(private readonly signingKey: Buffer) {}

  issue(connectionId: string, now: Date): string {
    return this.#write(connectionId, now.getTime() + HOLDS_FOR_MS);
  }

  isGood(state: string, connectionId: string, now: Date): boolean {
    const until = Number(state.split('.')[0]);
    if (!Number.isSafeInteger(until) || until < now.getTime()) return false;
    const expected = Buffer.from(this.#write(connectionId, until));
    const given = Buffer.from(state);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  #write(connectionId: string, until: number): string {
    const signature = createHmac('sha256', this.signingKey)
      .update(`consent/${connectionId}/${until}`)
      .digest('base64url');
    return `${until}.${signature}`;
  }
}
