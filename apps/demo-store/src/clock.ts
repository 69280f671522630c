/** Where the shop gets its time. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export const minutesAfter = (time: Date, minutes: number): Date =>
  new Date(time.getTime() + minutes * 60_000);

/** RFC 3339 in UTC. */
export const isoTime = (time: Date): string => time.toISOString();
