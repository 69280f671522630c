/** A clock that tests set. It shows real time until it is told otherwise. */
export interface FakeClock {
  now(): Date;
  /** Stops the clock at that instant. */
  set(instant: Date): void;
  /** Moves on by that many milliseconds, stopped or running. */
  advance(milliseconds: number): void;
  /** Back to real time. */
  reset(): void;
}

export function createClock(): FakeClock {
  let stoppedAt: number | undefined;
  let offset = 0;
  return {
    now: () => new Date((stoppedAt ?? Date.now()) + offset),
    set(instant) {
      stoppedAt = instant.getTime();
      offset = 0;
    },
    advance(milliseconds) {
      offset += milliseconds;
    },
    reset() {
      stoppedAt = undefined;
      offset = 0;
    },
  };
}
