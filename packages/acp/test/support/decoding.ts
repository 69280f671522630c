import { codecOf, statusOf, type AcpVersion, type Decoded } from '../../src';

export const legacy: AcpVersion[] = ['2025-09-29', '2025-12-12', '2026-01-16'];
export const modern: AcpVersion[] = ['2026-01-30', '2026-04-17'];
export const newest = codecOf('2026-04-17');
/** The least that a create of the newest version takes. */
export const create = { line_items: [{ id: 'a' }], currency: 'usd', capabilities: {} };

/** @throws Error where the body was refused */
export function command<Command>(result: Decoded<Command>): Command {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.command;
}

/** What a body was refused by. @throws Error where it was taken */
export function error(result: Decoded<unknown>) {
  if (result.ok) throw new Error('The body was taken.');
  expect(statusOf(result.error)).toBe(400);
  return result.error;
}
