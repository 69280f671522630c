import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import {
  ConnectorError,
  NotWrittenError,
  type ConnectorFailure,
  type RejectionReason,
} from '@acp-hub/connector';

/**
 * The failure a call must end with.
 * @throws AssertionError where it succeeds or rejects with anything else.
 * @throws NotWrittenError where there is nothing to call yet.
 */
export async function failureOf(call: Promise<unknown>, what: string): Promise<ConnectorError> {
  const settled = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!('error' in settled))
    return assert.fail(`${what} must fail, but resolved to ${inspect(settled.value)}`);
  if (settled.error instanceof ConnectorError) return settled.error;
  if (settled.error instanceof NotWrittenError) throw settled.error;
  return assert.fail(`${what} must reject with a ConnectorError, not with ${inspect(settled.error)}`);
}

export async function expectFailure(
  call: Promise<unknown>,
  what: string,
  kind: ConnectorFailure['kind'] | readonly ConnectorFailure['kind'][],
): Promise<ConnectorError> {
  const error = await failureOf(call, what);
  const kinds = [kind].flat();
  assert.ok(
    kinds.includes(error.failure.kind),
    `${what} must fail as ${kinds.join(' or ')}, not as ${error.failure.kind}: ${error.message}`,
  );
  return error;
}

/** A refusal is definite: nothing was applied. */
export async function expectRejection<Code extends RejectionReason['code']>(
  call: Promise<unknown>,
  what: string,
  code: Code,
): Promise<Extract<RejectionReason, { code: Code }>> {
  const { failure, outcome, message } = await expectFailure(call, what, 'rejected');
  assert.equal(failure.kind, 'rejected');
  assert.equal(failure.reason.code, code, `${what} must be rejected as ${code}: ${message}`);
  assert.equal(outcome, 'not_applied', `${what} was refused, so its outcome is not_applied`);
  return failure.reason as Extract<RejectionReason, { code: Code }>;
}
