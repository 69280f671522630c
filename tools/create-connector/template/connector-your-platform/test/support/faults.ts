import { NotWrittenError } from '@acp-hub/connector';
import type { Fault } from '@acp-hub/connector-testkit';
import type { FaultPlan } from '@acp-hub/fake-kit';

type Effect = FaultPlan['effect'];

const always = (effect: Effect): FaultPlan => ({ times: 'always', effect });

/** What the suite wants to go wrong, as the fake is told. */
export function planOf(fault: Exclude<Fault, { kind: 'refuse' }>): FaultPlan {
  switch (fault.kind) {
    case 'silence':
      return always({ kind: 'hang' });
    case 'cut':
      return always({ kind: 'cut' });
    case 'server_error':
      return always({ kind: 'answer', status: 503, body: { error: 'down' } });
    case 'rate_limit':
      return always({
        kind: 'answer',
        status: 429,
        headers: { 'retry-after': String(fault.retryAfterSeconds) },
      });
    case 'redirect':
      return always({ kind: 'answer', status: 302, headers: { location: fault.location } });
    case 'web_page':
      return always({ kind: 'answer', status: 200, body: '<!doctype html><h1>Hi</h1>' });
    case 'silence_after_applying':
      // Once the fake takes writes: `{ ...always({ kind: 'hang' }), when: 'after', method, path }` of that write.
      throw new NotWrittenError(`The fault silence_after_applying of ${fault.write}`, {
        file: 'packages/connector-your-platform/test/support/faults.ts',
        contract: 'packages/connector-testkit/src/back-door.ts and packages/fake-kit/src/fault.ts',
      });
  }
}
