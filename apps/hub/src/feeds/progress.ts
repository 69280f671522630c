/** The parts of long work, in their order; `read_back` looks at what a receiver has, `wait` gives it time. */
export type Stage = 'read' | 'render' | 'upload' | 'read_back' | 'wait';

/** How far long work has come; the terminal shows it, and scripts read it. */
export interface Progress {
  readonly stage: Stage;
  readonly done: number;
  /** Where it is known beforehand. */
  readonly total?: number;
  readonly of: 'products' | 'bytes' | 'seconds';
}

export type OnProgress = (progress: Progress) => void;

/** Passes on what comes once the time since the last one, or the beginning, is over. */
export function slowly<T>(everyMs: number, tell: (value: T) => void, now = Date.now): (value: T) => void {
  let toldAt = now();
  return (value) => {
    if (now() - toldAt < everyMs) return;
    toldAt = now();
    tell(value);
  };
}
