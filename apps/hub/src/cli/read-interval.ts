import { UsageError } from './usage-error';

const UNIT_MINUTES = { m: 1, h: 60, d: 1_440 } as const;
const INTERVAL = /^(\d{1,5})([mhd])$/;

/** An interval such as `30m`, `6h` or `1d`, in minutes. @throws UsageError */
export function readIntervalMinutes(given: string, option: string): number {
  const [, count, unit] = INTERVAL.exec(given) ?? [];
  if (count === undefined || unit === undefined)
    throw new UsageError(`${option} takes an interval such as 30m, 6h or 1d.`);
  return Number(count) * UNIT_MINUTES[unit as keyof typeof UNIT_MINUTES];
}
