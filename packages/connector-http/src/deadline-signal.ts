import { DeadlineExceededError } from './deadline';

export interface DeadlineSignal {
  readonly signal: AbortSignal;
  /** Frees the timer; to be called whatever happened. */
  clear(): void;
}

/** Aborts after `deadlineMs` or with the caller's signal, whichever comes first. */
export function deadlineSignal(deadlineMs: number, caller: AbortSignal | undefined): DeadlineSignal {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new DeadlineExceededError(deadlineMs)), deadlineMs);
  return {
    signal: caller === undefined ? deadline.signal : AbortSignal.any([deadline.signal, caller]),
    clear: () => clearTimeout(timer),
  };
}
