import { UsageError } from './usage-error';

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const FROM_NOW = /^\+(\d{1,6})([mhd])$/;
const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)$/;

/** A time to come, as RFC 3339 or `+30m`, `+12h`, `+7d` from now. @throws UsageError */
export function readTime(given: string | undefined, option: string, now: Date): Date | undefined {
  if (given === undefined) return undefined;
  const [, count, unit] = FROM_NOW.exec(given) ?? [];
  const ms =
    count === undefined || unit === undefined
      ? parsed(given)
      : now.getTime() + Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
  if (Number.isNaN(ms)) throw new UsageError(`${option} takes a time such as 2026-12-31T00:00:00Z or +24h.`);
  if (ms <= now.getTime()) throw new UsageError(`${option}: ${given} has passed; give a time to come.`);
  return new Date(ms);
}

/** A time that has passed, as RFC 3339. @throws UsageError */
export function readTimePast(given: string | undefined, option: string, now: Date): Date | undefined {
  if (given === undefined) return undefined;
  const ms = parsed(given);
  if (Number.isNaN(ms))
    throw new UsageError(`${option} takes a time such as 2026-11-01T00:00:00Z, not "${given}".`);
  if (ms > now.getTime())
    throw new UsageError(`${option}: ${given} is still to come; give a time that has passed.`);
  return new Date(ms);
}

const parsed = (given: string): number => (RFC_3339.test(given) ? Date.parse(given) : Number.NaN);
