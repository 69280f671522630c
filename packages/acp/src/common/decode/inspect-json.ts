import { acpError, type AcpError } from '../../error';
import { jsonPath } from '../json-path';

/** Deeper than any body of the protocol; keeps every recursion over a body short. */
export const MAX_JSON_DEPTH = 32;

interface Visit {
  readonly value: unknown;
  readonly path: readonly PropertyKey[];
}

/** Neither NUL nor a surrogate without its other half. */
const isStorable = (text: string): boolean => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);

/**
 * Refuses what parses as JSON and still cannot be kept: nesting beyond {@link MAX_JSON_DEPTH}, NUL characters and
 * unpaired surrogates (PostgreSQL stores neither), and numbers too large for a double (RFC 8785 has no form for them). Does not recurse, so it is safe on any body.
 */
export function inspectJson(body: unknown): AcpError | undefined {
  const pending: Visit[] = [{ value: body, path: [] }];
  for (let visit = pending.pop(); visit !== undefined; visit = pending.pop()) {
    const { value, path } = visit;
    if (typeof value === 'string' && !isStorable(value)) {
      return acpError('invalid', 'Text must be well-formed Unicode without NUL characters.', {
        param: jsonPath(path),
      });
    }
    if (typeof value === 'number' && !Number.isFinite(value))
      return acpError('invalid', 'The number is out of range.', { param: jsonPath(path) });
    if (typeof value !== 'object' || value === null) continue;
    if (path.length >= MAX_JSON_DEPTH)
      return acpError('invalid', `The body is nested more than ${MAX_JSON_DEPTH} levels deep.`);
    for (const [name, member] of Object.entries(value)) {
      if (!isStorable(name)) {
        return acpError('invalid', 'Member names must be well-formed Unicode without NUL characters.', {
          param: jsonPath(path),
        });
      }
      pending.push({ value: member, path: [...path, Array.isArray(value) ? Number(name) : name] });
    }
  }
  return undefined;
}
