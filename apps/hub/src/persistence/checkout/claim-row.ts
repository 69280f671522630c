import type { Answer, Claimed, KeyedRequest } from '../../checkout/ports';
import type { Sealing } from '../sealing';
import { openAnswer } from './answer-seal';
import type { SessionRow } from './session-row';

/** All `null` where the statement found no session. */
type FoundSession = SessionRow | { readonly [Column in keyof SessionRow]: null };

export type ClaimRow = FoundSession & {
  won: number | null;
  digest: Buffer | null;
  status: number | null;
  response: Buffer | null;
  key_session: string | null;
  lease_left: number | null;
};

/** Why a key could not be claimed. @param kept its answer, where this process has it still. */
export function notClaimed(
  row: ClaimRow | undefined,
  { scope, digest }: KeyedRequest,
  sealing: Sealing,
  kept: Answer | undefined,
): Exclude<Claimed, { kind: 'claimed' }> {
  // A key claimed after this statement's snapshot is invisible to it: somebody else is just at it.
  if (row === undefined || row.digest === null) return { kind: 'in_flight', retryAfterSeconds: 1 };
  if (!row.digest.equals(digest)) return { kind: 'conflict' };
  if (row.status === null)
    return { kind: 'in_flight', retryAfterSeconds: Math.max(1, Math.ceil(row.lease_left ?? 1)) };
  if (row.key_session !== null && row.data_key === null) return { kind: 'forgotten' };
  const wrappedKey = row.key_session === null ? null : row.data_key;
  const answer =
    row.response === null ? kept : openAnswer(sealing, scope, row.status, row.response, wrappedKey);
  if (answer === undefined) throw new Error('A key has a status without an answer.');
  return { kind: 'replay', answer };
}
