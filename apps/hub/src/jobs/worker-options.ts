/** Work of a process that died is taken over after some twenty seconds; a queue that is away is asked every second. */
export const TAKEN_OVER = { lockDuration: 15_000, stalledInterval: 5_000, runRetryDelay: 1_000 } as const;
