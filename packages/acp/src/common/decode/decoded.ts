import type { z } from 'zod';
import { acpError, type AcpError } from '../../error';
import { jsonPath } from '../json-path';
import { inspectJson } from './inspect-json';

/** What became of a request body: a command of the commerce domain, or the error to answer with (400). */
export type Decoded<Command> =
  { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly error: AcpError };

export const decoded = <Command>(command: Command): Decoded<Command> => ({ ok: true, command });

export const refused = (error: AcpError): { readonly ok: false; readonly error: AcpError } => ({
  ok: false,
  error,
});

const valueAt = (body: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<PropertyKey, unknown>)[step]
        : undefined,
    body,
  );

function issueError(issue: z.core.$ZodIssue, body: unknown): AcpError {
  const param = jsonPath(issue.path);
  if (valueAt(body, issue.path) === undefined)
    return acpError(
      'missing',
      issue.path.length === 0 ? 'A JSON body is required.' : `${param} is required.`,
      {
        param,
      },
    );
  return acpError('invalid', `${param}: ${issue.message}.`, { param });
}

/** Parses a body by a schema of its version; the first fault is the error. */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): { readonly ok: true; readonly data: z.output<Schema> } | { readonly ok: false; readonly error: AcpError } {
  const unstorable = inspectJson(body);
  if (unstorable !== undefined) return refused(unstorable);
  const parsed = schema.safeParse(body);
  if (parsed.success) return { ok: true, data: parsed.data };
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw new Error('A failed parse names at least one issue.');
  return refused(issueError(issue, body));
}
