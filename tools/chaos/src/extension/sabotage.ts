import { randomUUID } from 'node:crypto';
import { hubModule } from './hub-module';
import { SABOTAGE_VARIABLE } from './messages';

export const sabotages = ['keys', 'lookups', 'leases'] as const;

/**
 * What is taken out of the hub so that the harness has something to find.
 * - `keys`: every write goes out under a key of its own.
 * - `lookups`: store and provider say that they know of nothing.
 * - `leases`: an attempt is taken over while its process is at work on it.
 */
export type Sabotage = (typeof sabotages)[number];

type Call = (...values: unknown[]) => Promise<unknown>;

const sabotage = (): Sabotage | undefined =>
  sabotages.find((each) => each === process.env[SABOTAGE_VARIABLE]);

const NOTHING: Readonly<Record<string, unknown>> = {
  findOrder: undefined,
  findPayment: { ok: true, value: undefined },
  retrieve: { ok: true, value: undefined },
};

/** The same call with what it must not do without taken away. */
export function sabotagedCall(operation: string, call: Call): Call {
  const isLookUp = Object.hasOwn(NOTHING, operation);
  switch (sabotage()) {
    case 'keys':
      return isLookUp ? call : (...values) => call(...values.map(underAnotherKey));
    case 'lookups':
      return isLookUp ? async () => NOTHING[operation] : call;
    case 'leases':
    case undefined:
      return call;
  }
}

const underAnotherKey = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'idempotencyKey' in value
    ? { ...value, idempotencyKey: randomUUID() }
    : value;

const LEASE = /AND \(lease_until IS NULL OR lease_until < now\(\)\)/;

/** Lets anybody take over an attempt, whoever works on it. @throws Error where the hub guards it otherwise. */
export function sabotageLeases(): void {
  if (sabotage() !== 'leases') return;
  const { TAKE_OF_SESSION } = hubModule<{ readonly TAKE_OF_SESSION: { text: string } }>(
    'persistence/payments/statements',
  );
  if (!LEASE.test(TAKE_OF_SESSION.text))
    throw new Error(
      'The lease is guarded by other words now: mend LEASE in tools/chaos/src/extension/sabotage.ts.',
    );
  TAKE_OF_SESSION.text = TAKE_OF_SESSION.text.replace(LEASE, '');
}
