/**
 * What a fake remembers. Reads and writes are synchronous, in memory; the server holds every answer back
 * until {@link FakeState.flushed}, so that nothing a client was told can be lost, even to SIGKILL.
 */
export interface FakeState {
  /** The records of one kind; the same name gives the same collection. Values are JSON and never mutated. */
  collection<Value>(name: string): Collection<Value>;
  /** Resolves when every write so far is on disk; rejects when one could not be written. */
  flushed(): Promise<void>;
  close(): Promise<void>;
}

export interface Collection<Value> {
  get(id: string): Value | undefined;
  set(id: string, value: Value): void;
  delete(id: string): void;
  /** In the order they were first set; by id after a restart. */
  values(): IterableIterator<Value>;
}

/** State that ends with the process. */
export function createMemoryState(): FakeState {
  const collections = new Map<string, Map<string, unknown>>();
  return {
    collection<Value>(name: string) {
      const records = collections.get(name) ?? new Map<string, unknown>();
      collections.set(name, records);
      return records as Map<string, Value>;
    },
    flushed: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
