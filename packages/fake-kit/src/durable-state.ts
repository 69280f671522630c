import { ClassicLevel } from 'classic-level';
import type { Collection, FakeState } from './state';
import { createWriteQueue } from './write-queue';

const SEPARATOR = '\u0000';

/**
 * State in a LevelDB folder, which is made where it is missing and belongs to one process at a time.
 * Writes are synced to disk in the order they were made.
 */
export async function openDurableState(directory: string): Promise<FakeState> {
  const database = new ClassicLevel<string, unknown>(directory, { valueEncoding: 'json' });
  await database.open();
  const collections = new Map<string, Map<string, unknown>>();
  const records = (name: string): Map<string, unknown> => {
    const found = collections.get(name) ?? new Map<string, unknown>();
    collections.set(name, found);
    return found;
  };
  for await (const [key, value] of database.iterator()) {
    const [name = '', id = ''] = key.split(SEPARATOR, 2);
    records(name).set(id, value);
  }
  const queue = createWriteQueue((changes) => database.batch([...changes], { sync: true }));
  return {
    collection<Value>(name: string): Collection<Value> {
      const held = records(name) as Map<string, Value>;
      const keyOf = (id: string) => `${name}${SEPARATOR}${id}`;
      return {
        get: (id) => held.get(id),
        values: () => held.values(),
        set(id, value) {
          held.set(id, value);
          queue.add({ type: 'put', key: keyOf(id), value });
        },
        delete(id) {
          held.delete(id);
          queue.add({ type: 'del', key: keyOf(id) });
        },
      };
    },
    flushed: () => queue.flushed(),
    async close() {
      await queue.flushed();
      await database.close();
    },
  };
}
