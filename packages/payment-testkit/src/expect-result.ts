import assert from 'node:assert/strict';
import type { PaymentError } from '@acp-hub/payment';

type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: object };

/** The value of a result that must be good. */
export function good<Value>(result: Result<Value>): Value {
  assert.ok(result.ok, `Not good: ${JSON.stringify(result)}`);
  return result.value;
}

interface Expected {
  readonly kind: PaymentError['kind'];
  readonly outcome?: 'not_applied' | 'unknown';
  readonly reason?: string;
  readonly retryAfterSeconds?: number;
}

/** Fails unless the result is a failure that says so. @returns its message. */
export function fails(result: Result<unknown>, expected: Expected): string {
  assert.ok(!result.ok, `Not failed: ${JSON.stringify(result)}`);
  const error = result.error as Record<string, unknown>;
  for (const [name, value] of Object.entries(expected))
    assert.deepEqual(error[name], value, `${name} of ${JSON.stringify(error)}`);
  const { message } = error;
  assert.ok(typeof message === 'string' && message.length > 10, 'The message must say what to do.');
  return message;
}
