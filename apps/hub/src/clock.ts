import { setTimeout as delay } from 'node:timers/promises';

/** Time as the hub's logic sees it; tests bring their own. */
export interface Clock {
  now(): Date;
  sleep(ms: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  // A sleeping process may end.
  sleep: (ms) => delay(ms, undefined, { ref: false }),
};
