import { sabotagedCall } from './sabotage';
import { attemptNamed, dieHere, goOnUnlessStopped, halt, orderFor, refusalFor, report } from './obey';
import { AFTERWARDS } from '../points/kill-point';
import { callScope, stepScope, type StepScope } from './step-scope';

/** Made by no step, or synchronous. */
const UNWATCHED: ReadonlySet<PropertyKey> = new Set(['parseWebhook', 'close', 'check']);

/** What a call answers in the place of a store or provider that refuses. @throws where a store would. */
export type Refuse = (how: 'rejected' | 'unreachable', operation: string) => unknown;

/** A store or an account, with every call of a purchase seen, stopped or refused as the orders say. */
export function watchCalls<Target extends object>(target: Target, refuse: Refuse): Target {
  return new Proxy(target, {
    get(from, name) {
      const member: unknown = Reflect.get(from, name);
      if (typeof member !== 'function' || typeof name !== 'string' || UNWATCHED.has(name)) return member;
      const plain = (...values: unknown[]) => Reflect.apply(member, from, values) as Promise<unknown>;
      const call = sabotagedCall(name, plain);
      return async (...values: unknown[]): Promise<unknown> => {
        const run = (): Promise<unknown> => call(...values);
        const scope = stepScope.getStore();
        if (scope !== undefined) return watched(scope, name, run, refuse);
        const outside = outsideScope(name, values);
        return outside === undefined ? run() : traced(outside, () => watched(outside, name, run, refuse));
      };
    },
  });
}

async function traced(scope: StepScope, run: () => Promise<unknown>): Promise<unknown> {
  try {
    return await run();
  } finally {
    const { resumed: _resumed, ...trace } = scope;
    report({ kind: 'trace', trace: { ...trace, result: 'done', moments: [] } });
  }
}

async function watched(
  scope: StepScope,
  operation: string,
  run: () => Promise<unknown>,
  refuse: Refuse,
): Promise<unknown> {
  const { sessionId, saga, step, attempt } = scope;
  const call = { operation, sent: 0 };
  scope.calls.push(call);
  const number = scope.calls.filter((each) => each.operation === operation).length;
  const here = { saga, step, attempt, run: scope.run, operation, call: number };

  const refusal = refusalFor(sessionId, attempt, operation);
  if (refusal?.how === 'rejected' || (refusal !== undefined && !scope.resumed))
    try {
      return refuse(refusal.how, operation);
    } finally {
      await halt(sessionId, { ...here, moment: 'answered' });
    }

  await goOnUnlessStopped(sessionId);
  const hold = orderFor(sessionId, { ...here, moment: 'on the way' });
  if (hold !== undefined) {
    callScope.run({ call, hold }, run).catch(() => undefined);
    return dieHere(sessionId);
  }
  try {
    return await callScope.run({ call }, run);
  } finally {
    await halt(sessionId, { ...here, moment: 'answered' });
  }
}

/** Work on a purchase that no step does, such as letting go of its order: known by the attempt in its key. */
function outsideScope(operation: string, values: readonly unknown[]): StepScope | undefined {
  const key = values.map(keyOf).find((each) => each !== undefined);
  const named = key === undefined ? undefined : attemptNamed(key.split(':', 1)[0] ?? '');
  if (named === undefined) return undefined;
  return { saga: AFTERWARDS, step: operation, run: 1, resumed: false, calls: [], ...named };
}

function keyOf(value: unknown): string | undefined {
  const key = (value as { readonly idempotencyKey?: unknown } | null | undefined)?.idempotencyKey;
  return typeof key === 'string' ? key : undefined;
}
