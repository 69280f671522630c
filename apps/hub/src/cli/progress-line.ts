import type { Progress } from '../feeds/progress';
import type { Surroundings } from './surroundings';

const CLEAR_LINE = '\r\u001b[2K';

/** Between two lines where lines cannot be written over, milliseconds. */
const QUIET_MS = 5_000;

/** How far which work is. */
export interface NamedProgress extends Progress {
  readonly feed?: string;
  readonly shop?: string;
  /** Of a sync: its kind, and what came of the products so far. */
  readonly sync?: string;
  readonly changed?: number;
  readonly leftOut?: number;
}

/**
 * How far long work is, beside its answer, on standard error: one line that is written over in a terminal, and one every
 * few seconds elsewhere; with `--json` each of those is a JSON document, `{"progress": …}`.
 */
export function progressLine(
  { writeError, isTerminal = false }: Surroundings,
  { json: isJson = false }: { readonly json?: boolean } = {},
  now = Date.now,
) {
  let quietUntil = 0;
  let isOpen = false;
  return {
    show(progress: NamedProgress): void {
      if (isTerminal && !isJson) {
        isOpen = true;
        return writeError(`${CLEAR_LINE}${progressText(progress)}`);
      }
      if (now() < quietUntil) return;
      quietUntil = now() + QUIET_MS;
      writeError(`${isJson ? progressJson(progress) : progressText(progress)}\n`);
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
  wait: 'waiting until the receiver may be asked again',
};

function progressJson({ leftOut, ...progress }: NamedProgress): string {
  return JSON.stringify({ progress: { ...progress, left_out: leftOut } });
}

/** `chatgpt: rendering: 500 of 2000 products (25%)` */
function progressText({ feed, stage, done, total, of, changed, leftOut }: NamedProgress): string {
  const work = feed === undefined ? WORDS[stage] : `${feed}: ${WORDS[stage]}`;
  const share = total === undefined || total === 0 ? '' : ` of ${total}`;
  const percent = share === '' ? '' : ` (${Math.floor((100 * done) / (total ?? 1))}%)`;
  const came = changed === undefined ? '' : `, ${changed} changed, ${leftOut ?? 0} left out`;
  return `${work}: ${done}${share} ${of}${percent}${came}`;
}
