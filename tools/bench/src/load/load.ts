import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Operation } from '../operations';

export interface Target {
  readonly baseUrl: string;
  readonly token: string;
}

export interface Slice {
  readonly operation: Operation;
  readonly seconds: number;
  /** Requests after which the slice ends all the same. */
  readonly count?: number;
}

export interface SliceResult {
  /** Milliseconds, in the order of the answers. */
  readonly latencies: readonly number[];
  readonly seconds: number;
}

export type Order = { readonly target: Target } & (
  | { readonly kind: 'prepare'; readonly operation: Operation; readonly fresh: number }
  | { readonly kind: 'run'; readonly slice: Slice }
);
export type Report =
  | { readonly kind: 'prepared' }
  | { readonly kind: 'ran'; readonly result: SliceResult }
  | { readonly kind: 'failed'; readonly message: string };

/** The client, in a process of its own so that it shares no thread with what it measures. */
export interface Load {
  /** @param fresh sessions that `complete` may use up. */
  prepare(target: Target, operation: Operation, fresh: number): Promise<void>;
  run(target: Target, slice: Slice): Promise<SliceResult>;
  stop(): void;
}

export function startLoad(): Load {
  const child = fork(join(__dirname, 'main.js'), { serialization: 'advanced' });
  const ask = (order: Order): Promise<Report> =>
    new Promise((resolve, reject) => {
      const gone = (): void => reject(new Error('The load generator ended.'));
      child.once('exit', gone);
      child.once('message', (report: Report) => {
        child.off('exit', gone);
        if (report.kind === 'failed') reject(new Error(report.message));
        else resolve(report);
      });
      child.send(order);
    });
  return {
    async prepare(target, operation, fresh) {
      await ask({ kind: 'prepare', target: addressOf(target), operation, fresh });
    },
    async run(target, slice) {
      const report = await ask({ kind: 'run', target: addressOf(target), slice });
      if (report.kind !== 'ran') throw new Error(`The load generator answered ${report.kind}.`);
      return report.result;
    },
    stop: () => void child.kill(),
  };
}

/** A server has functions, which no message can carry. */
const addressOf = ({ baseUrl, token }: Target): Target => ({ baseUrl, token });
