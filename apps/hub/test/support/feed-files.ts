import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeedFile } from '../../src/feeds/delivery/delivery';

/** Files of a feed in a folder of their own. */
export function feedFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'acp-hub-feed-'));
  return {
    folder,
    make: (contents: Readonly<Record<string, string>>): FeedFile[] =>
      Object.entries(contents).map(([name, content]) => {
        const path = join(folder, name);
        writeFileSync(path, content);
        return { name, path, bytes: statSync(path).size };
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
