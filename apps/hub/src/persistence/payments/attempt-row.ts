import type { AttemptSecrets, TakenAttempt } from '../../payments/ports';
import type { Saga } from '../../payments/saga';
import { fromRow, type SessionRow } from '../checkout/session-row';
import type { Sealing } from '../sealing';

/** An attempt that was taken, with its session. */
export type TakenRow = SessionRow & {
  attempt_id: string;
  number: number;
  saga: Saga;
  secrets: Buffer;
  abandoned: boolean;
};

export const attemptContext = (attemptId: string): string => `attempt:${attemptId}`;

export function takenFrom(
  sealing: Sealing,
  row: TakenRow,
  { tenantId, lease }: Pick<TakenAttempt, 'tenantId' | 'lease'>,
): TakenAttempt {
  const stored = fromRow(tenantId, sealing, row);
  const secrets = sealing.open(
    sealing.openDataKey(stored.wrappedKey),
    row.secrets,
    attemptContext(row.attempt_id),
  );
  return {
    tenantId,
    attemptId: row.attempt_id,
    number: row.number,
    lease,
    saga: row.saga,
    secrets: secrets as AttemptSecrets,
    stored,
    abandoned: row.abandoned,
  };
}
