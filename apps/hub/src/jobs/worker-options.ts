/** Work of a process that died is taken over after some twenty seconds. */
export const TAKEN_OVER = { lockDuration: 15_000, stalledInterval: 5_000 } as const;
