/** `2026-11-23T16:40:57`, whole seconds, no zone: as WordPress writes dates. */
export const gmt = (at: number): string => new Date(at).toISOString().slice(0, 19);

export const fromGmt = (text: string): number => Date.parse(`${text.slice(0, 19)}Z`);

/** By zone. Making one costs more than all else that a list of products does. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timezone: string): Intl.DateTimeFormat {
  const made = clocks.get(timezone);
  if (made !== undefined) return made;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timezone, clock);
  return clock;
}

/** Milliseconds to add to UTC at that instant to have the shop's wall clock. */
export function offsetAt(at: number, timezone: string): number {
  const parts = clockOf(timezone).formatToParts(new Date(at));
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(at / 1_000) * 1_000;
}

export const local = (at: number, timezone: string): string => gmt(at + offsetAt(at, timezone));

/** The instant at which the shop's clocks show that. */
export const fromLocal = (text: string, timezone: string): number => {
  const asUtc = fromGmt(text);
  return asUtc - offsetAt(asUtc - offsetAt(asUtc, timezone), timezone);
};

const DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

export const isDate = (text: string): boolean => DATE.test(text);

/**
 * The instant a list's date filter means. A date with a zone is first brought to the shop's time and then, with
 * `dates_are_gmt`, read as if it were GMT: off by the zone, as in the real thing.
 */
export function filterInstant(text: string, areGmt: boolean, timezone: string): number {
  const [, day = '', time = '00:00:00', zone] = DATE.exec(text) ?? [];
  const bare = `${day}T${time}`;
  if (zone === undefined) return areGmt ? fromGmt(bare) : fromLocal(bare, timezone);
  const instant = Date.parse(`${bare}${zone.toUpperCase()}`);
  return areGmt ? instant + offsetAt(instant, timezone) : instant;
}

export const wholeSeconds = (at: number): number => Math.floor(at / 1_000) * 1_000;
