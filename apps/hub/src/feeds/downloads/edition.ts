import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const editionSchema = z.object({ edition: z.string(), files: z.array(z.string()) });

/** A delivery that lies ready: the folder it is in, and its files by name. */
export type Edition = z.infer<typeof editionSchema>;

const NOTE = 'current.json';

/** @returns none before the first delivery */
export async function currentEdition(place: string): Promise<Edition | undefined> {
  try {
    return editionSchema.parse(JSON.parse(await readFile(join(place, NOTE), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** In one step, for readers and for a machine that fails. */
export async function setCurrentEdition(place: string, edition: Edition): Promise<void> {
  const draft = join(place, `${edition.edition}.json`);
  const handle = await open(draft, 'w');
  try {
    await handle.writeFile(JSON.stringify(edition));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, join(place, NOTE));
}
