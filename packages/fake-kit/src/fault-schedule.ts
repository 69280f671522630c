import { faultSchema, type Fault, type FaultPlan } from './fault';

export interface FaultSchedule {
  /** @throws ZodError on a plan that makes no sense. */
  schedule(plan: FaultPlan): void;
  clear(): void;
  /** Those that can still strike. */
  pending(): readonly Fault[];
  /** Counts the request against every pending fault; the one scheduled first of those that strike wins. */
  next(request: { readonly method: string; readonly path: string }): Fault | undefined;
}

interface Scheduled {
  readonly fault: Fault;
  readonly path: RegExp;
  matched: number;
}

export function createFaultSchedule(): FaultSchedule {
  let scheduled: Scheduled[] = [];
  return {
    schedule(plan) {
      const fault = faultSchema.parse(plan);
      scheduled.push({ fault, path: toPattern(fault.path ?? '*'), matched: 0 });
    },
    clear() {
      scheduled = [];
    },
    pending: () => scheduled.map(({ fault }) => fault),
    next(request) {
      let struck: Fault | undefined;
      for (const entry of scheduled) {
        const { fault } = entry;
        if (fault.method !== undefined && fault.method !== request.method) continue;
        if (!entry.path.test(request.path)) continue;
        entry.matched += 1;
        if (entry.matched >= fault.nth) struck ??= fault;
      }
      scheduled = scheduled.filter((entry) => !isSpent(entry));
      return struck;
    },
  };
}

const isSpent = ({ fault, matched }: Scheduled): boolean =>
  fault.times !== 'always' && matched >= fault.nth + fault.times - 1;

const toPattern = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
