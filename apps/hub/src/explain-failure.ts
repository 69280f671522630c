import { DatabaseError } from 'pg';
import { isError } from './is-error';

const UNREACHABLE = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EAI_AGAIN'];

/** SQLSTATE: no such user or password (28…), no such database (3D000). */
const NOT_LET_IN = /^(28|3D)/;

/**
 * A failure in words for whoever runs the hub. Node's own say neither whose connection it is nor what to do, and those
 * for several addresses of one host nothing at all.
 */
export function explainFailure(error: unknown): string {
  if (!isError(error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  if (UNREACHABLE.includes(code))
    return `The database cannot be reached (${code}): is it running, and is DATABASE_URL right?`;
  if (error instanceof DatabaseError && NOT_LET_IN.test(code))
    return `The database does not let the hub in (${error.message}): is DATABASE_URL right?`;
  if ('syscall' in error && error.syscall === 'listen')
    return `The hub cannot listen (${error.message}): stop what listens there, or set HUB_PORT and HUB_HOST to another address.`;
  return error.message;
}
