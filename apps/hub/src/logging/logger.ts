import pino, { type Logger as PinoLogger } from 'pino';
import { isError } from '../is-error';
import { redact, scrub } from './redact';

/**
 * Structured logs on standard output. Nothing secret or personal is meant to reach them; what does by mistake is
 * taken out by name, and out of errors by form.
 */
export const createLogger = (level: string): PinoLogger =>
  pino({
    level,
    formatters: { log: (fields) => redact(fields) },
    serializers: { err: describeError },
  });

/** An error without its own members, which may quote what was sent: kind, code and place are enough to find it. */
function describeError(error: unknown, depth = 0): object {
  if (!isError(error)) return { type: typeof error };
  return {
    type: error.name,
    message: scrub(error.message),
    ...('code' in error ? { code: error.code } : {}),
    at: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .map((line) => line.trim()),
    ...(error.cause === undefined || depth > 2 ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}
