import { ConnectorError, type Store } from '@acp-hub/connector';
import type { Circuit } from './circuit';
import type { RatePause } from './rate-pause';

/** Told of every call to a store, when it has ended. */
export type ObserveCall = (operation: string, outcome: string, seconds: number) => void;

/** `parseWebhook` makes no request and must stay synchronous; `check` and `close` are not part of a sale. */
const UNGUARDED: ReadonlySet<PropertyKey> = new Set<keyof Store>(['parseWebhook', 'close', 'check']);

export interface CallGuards {
  readonly circuit: Circuit;
  readonly limiter: RatePause;
  readonly observe: ObserveCall;
}

/** The same store, with every call behind the circuit and measured. */
export function observedStore(store: Store, { circuit, limiter, observe }: CallGuards): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function' || UNGUARDED.has(name)) return member;
      return async (...values: unknown[]): Promise<unknown> => {
        const started = performance.now();
        const done = (outcome: string): void =>
          observe(String(name), outcome, (performance.now() - started) / 1_000);
        try {
          const result: unknown = await circuit.run(
            () => Reflect.apply(member, target, values) as Promise<unknown>,
          );
          done('ok');
          return result;
        } catch (error) {
          limiter.notice(error);
          done(error instanceof ConnectorError ? error.failure.kind : 'bug');
          throw error;
        }
      };
    },
  });
}
