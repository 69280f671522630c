import type { Surroundings } from './surroundings';

const CLEAR_LINE = '\r\u001b[2K';

/** Between two lines where lines cannot be written over, milliseconds. */
const QUIET_MS = 5_000;

/** How far long work is, beside its answer: one line that is written over in a terminal, and a few elsewhere. */
export function progressLine({ writeError, isTerminal = false }: Surroundings, now = Date.now) {
  let quietUntil = 0;
  let isOpen = false;
  return {
    show(text: string): void {
      if (isTerminal) {
        isOpen = true;
        return writeError(`${CLEAR_LINE}${text}`);
      }
      if (now() < quietUntil) return;
      quietUntil = now() + QUIET_MS;
      writeError(`${text}\n`);
    },
    /** Leaves the terminal's line to what is said next. */
    end(): void {
      if (isOpen) writeError(CLEAR_LINE);
      isOpen = false;
    },
  };
}
