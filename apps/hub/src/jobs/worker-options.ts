/** Work of a process that died is taken over after some twenty seconds; a queue that is away is asked every second. */
export const TAKEN_OVER = { lockDuration: 15_000, stalledInterval: 5_000, runRetryDelay: 1_000 } as const;

/**
 * For short jobs that money and orders wait for, and that do no harm when two do them: a job bears the name of its
 * task or order, so that none is queued while a dead process still has one in hand.
 */
export const SOON_TAKEN_OVER = { ...TAKEN_OVER, lockDuration: 4_000, stalledInterval: 1_500 } as const;
