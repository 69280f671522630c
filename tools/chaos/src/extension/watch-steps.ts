import { ENDING } from '../points/kill-point';
import { hubModule } from './hub-module';
import { halt, nameAttempt, report } from './obey';
import { watchedSagas, type Subject, type WatchedSaga } from './sagas';
import { stepScope, type StepScope } from './step-scope';

/** Puts itself between the hub and every step of its sagas, in this process alone. */
export function watchSagas(): void {
  for (const saga of watchedSagas) {
    const steps = saga.steps();
    for (const [name, step] of Object.entries(steps)) steps[name] = watchedStep(saga, name, step);
    watchEnding(saga);
  }
}

const runs = new Map<string, number>();

function nextRun(saga: string, step: string, { attemptId }: Subject): number {
  const key = `${saga}/${step}/${attemptId}`;
  const run = (runs.get(key) ?? 0) + 1;
  runs.set(key, run);
  return run;
}

const watchedStep =
  (saga: WatchedSaga, step: string, run: (context: never) => Promise<unknown>) =>
  async (context: never): Promise<unknown> => {
    const subject = saga.subjectOf(context);
    const { sessionId, attempt, resumed } = subject;
    nameAttempt(subject.attemptId, { sessionId, attempt });
    const here = { saga: saga.name, step, attempt, run: nextRun(saga.name, step, subject) };
    await halt(sessionId, { ...here, moment: 'before' });
    const scope: StepScope = { ...here, sessionId, resumed, calls: [] };
    const result = await stepScope.run(scope, () => run(context));
    const { kind = 'unnamed' } = result as { readonly kind?: string };
    report({ kind: 'trace', trace: { ...here, sessionId, result: kind, calls: scope.calls } });
    await halt(sessionId, { ...here, moment: 'unrecorded' });
    return result;
  };

function watchEnding({ name: saga, ending, subjectOfEnding }: WatchedSaga): void {
  const { path, className, method } = ending;
  const prototype =
    hubModule<Record<string, { prototype: Record<string, unknown> }>>(path)[className]?.prototype;
  const original = prototype?.[method];
  if (prototype === undefined || typeof original !== 'function')
    throw new Error(`${className}.${method} is gone: mend tools/chaos/src/extension/sagas.ts.`);
  prototype[method] = async function (this: unknown, ...values: never[]): Promise<unknown> {
    const [first] = values;
    const result: unknown = await Reflect.apply(original, this, values);
    if (first === undefined) return result;
    const { sessionId, attempt } = subjectOfEnding(first);
    const here = { saga, step: ENDING, attempt, run: 1 };
    report({ kind: 'trace', trace: { ...here, sessionId, result: String(result), calls: [] } });
    await halt(sessionId, { ...here, moment: 'recorded' });
    return result;
  };
}
