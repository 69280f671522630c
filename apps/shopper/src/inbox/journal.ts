import { existsSync, readFileSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseJson } from '../json/json';
import { received, type Received } from './received';

/** The webhooks an inbox holds, one JSON line each. */
export interface Journal {
  all(): readonly Received[];
  /** Resolves once the webhook is on disk. */
  append(webhook: Omit<Received, 'sequence'>): Promise<Received>;
  close(): Promise<void>;
}

/** Opens the file, made where it is missing; a last line cut short by a crash is left out. */
export async function openJournal(file: string): Promise<Journal> {
  await mkdir(dirname(file), { recursive: true });
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const entries = readLines(text);
  const handle = await open(file, 'a');
  if (text !== '' && !text.endsWith('\n')) await handle.appendFile('\n');
  let writing: Promise<unknown> = Promise.resolve();

  const write = async (entry: Received) => {
    await handle.appendFile(`${JSON.stringify(entry)}\n`);
    await handle.datasync();
    entries.push(entry);
  };
  let next = (entries.at(-1)?.sequence ?? 0) + 1;
  return {
    all: () => entries,
    async append(webhook) {
      const entry = { sequence: next++, ...webhook };
      const written = writing.then(() => write(entry));
      writing = written.catch(() => undefined);
      await written;
      return entry;
    },
    close: () => handle.close(),
  };
}

function readLines(text: string): Received[] {
  return text.split('\n').flatMap((line) => {
    const parsed = received.safeParse(parseJson(line));
    return parsed.success ? [parsed.data] : [];
  });
}
