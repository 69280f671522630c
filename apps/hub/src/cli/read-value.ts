import { readFile } from 'node:fs/promises';
import { wordsOf } from '../words-of';
import type { Surroundings } from './surroundings';
import { UsageError } from './usage-error';

/** A value of the command line: as it stands, `@file`, or `-` for standard input; a last line break is not part of it. */
export async function readValue(given: string, option: string, { readStdin }: Surroundings): Promise<string> {
  if (given === '-') return (await readStdin()).replace(/\r?\n$/, '');
  if (!given.startsWith('@')) return given;
  try {
    return (await readFile(given.slice(1), 'utf8')).replace(/\r?\n$/, '');
  } catch (error) {
    throw new UsageError(`${option}: ${wordsOf(error)}`);
  }
}

/** As `readValue`, parsed as JSON; what it holds may be secret, and so is not quoted. @throws UsageError */
export async function readJson(given: string, option: string, surroundings: Surroundings): Promise<unknown> {
  const text = await readValue(given, option, surroundings);
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(
      `${option} is not valid JSON; give it as '{"…": "…"}', as @file, or as - for standard input.`,
    );
  }
}

/** A number of things to list. @throws UsageError */
export function readCount(given: string, option: string): number {
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1 && count <= 10_000) return count;
  throw new UsageError(`${option} takes a number from 1 to 10000.`);
}

/** Money in minor units. @throws UsageError */
export function readAmount(given: string, option: string): number {
  const amount = Number(given);
  if (/^\d+$/.test(given) && amount >= 1 && Number.isSafeInteger(amount)) return amount;
  throw new UsageError(`${option} takes a whole number of minor units, as 1250 for 12.50 USD.`);
}

/** The id of what stood last on the page before. @throws UsageError */
export function readCursor(given: string | undefined, option: string, prefix: string): string | undefined {
  if (given === undefined || new RegExp(`^${prefix}_[0-9a-f]{32}$`).test(given)) return given;
  throw new UsageError(`${option} takes an id of the list, ${prefix}_…, not "${given}".`);
}
