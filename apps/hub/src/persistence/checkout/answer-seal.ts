import type { Answer, Claim } from '../../checkout/ports';
import type { DataKey, Sealing } from '../sealing';

const context = (scope: Buffer): string => `answer:${scope.toString('base64')}`;

/** With the session's key, so that erasing the session erases the answer; answers without a session name nobody. */
export const sealAnswer = (
  sealing: Sealing,
  claim: Claim,
  answer: Answer,
  dataKey: DataKey | undefined,
): Buffer =>
  dataKey === undefined
    ? sealing.sealWithTenantKey(answer.body, context(claim.scope))
    : sealing.sealText(dataKey, answer.body, context(claim.scope));

/** @param wrappedKey of the session the answer belongs to; `null` for an answer without one. */
export function openAnswer(
  sealing: Sealing,
  scope: Buffer,
  status: number,
  sealed: Buffer,
  wrappedKey: Buffer | null,
): Answer {
  const body =
    wrappedKey === null
      ? sealing.openWithTenantKey(sealed, context(scope))
      : sealing.openText(sealing.openDataKey(wrappedKey), sealed, context(scope));
  return { status, body: String(body) };
}
