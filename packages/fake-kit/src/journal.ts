import type { Fault } from './fault';

/** A request as it arrived, and what was answered. */
export interface JournalEntry {
  /** Counts from 1; never reused, also after the journal was cleared. */
  readonly sequence: number;
  /** RFC 3339 UTC, by the fake's clock. */
  readonly at: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: unknown;
  /** Absent while it is handled, and for good where nothing was answered. */
  readonly status?: number;
  readonly fault?: Fault;
}

/** Every request the fake got, oldest first; the oldest are dropped above the limit. */
export interface Journal {
  entries(): readonly JournalEntry[];
  clear(): void;
  /** @returns the entry's sequence. */
  record(entry: Omit<JournalEntry, 'sequence'>): number;
  /** Adds to an entry; does nothing where it is gone already. */
  amend(sequence: number, more: Partial<Pick<JournalEntry, 'body' | 'status' | 'fault'>>): void;
}

/** @param limit how many entries are kept; 0 keeps none. */
export function createJournal(limit: number): Journal {
  const kept = new Map<number, JournalEntry>();
  let sequence = 0;
  return {
    entries: () => [...kept.values()],
    clear: () => kept.clear(),
    record(entry) {
      sequence += 1;
      if (limit === 0) return sequence;
      kept.set(sequence, { sequence, ...entry });
      const [oldest] = kept.keys();
      if (kept.size > limit && oldest !== undefined) kept.delete(oldest);
      return sequence;
    },
    amend(number, more) {
      const entry = kept.get(number);
      if (entry !== undefined) kept.set(number, { ...entry, ...more });
    },
  };
}
