/** How long after its sender's death a held request takes effect: when the next process has had time to act. */
export const HOLD_MS = 2_500;
