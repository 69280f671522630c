import type { Progress } from '../feeds/progress';
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

const WORDS: Readonly<Record<Progress['stage'], string>> = {
  read: 'reading the shop',
  render: 'rendering',
  upload: 'uploading',
  read_back: 'looking at what arrived',
};

/** `rendering: 500 of 2000 products (25%)` */
export function progressText({ stage, done, total, of }: Progress): string {
  if (total === undefined || total === 0) return `${WORDS[stage]}: ${done} ${of}`;
  return `${WORDS[stage]}: ${done} of ${total} ${of} (${Math.floor((100 * done) / total)}%)`;
}
