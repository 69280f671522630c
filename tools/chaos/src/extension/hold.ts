/**
 * How long after its sender's death a held request takes effect: long after the next process has made it again,
 * where the other side knows a request by its key.
 */
export const NATIVE_HOLD_MS = 2_500;

/** Where nobody but a look-up stands against a second order: within the lease, while nobody has looked yet. */
export const LOOKUP_HOLD_MS = 250;
