import { acpError, type AcpError } from '../../error';
import { jsonPath } from '../json-path';

/** Deeper than any body of the protocol; keeps every recursion over a body short. */
export const MAX_JSON_DEPTH = 32;

/** A value on the way, linked to what it stands in: the path to it is only wanted where it is at fault. */
interface Visit {
  readonly value: unknown;
  readonly name: PropertyKey;
  readonly within: Visit | undefined;
  readonly depth: number;
}

/** Neither NUL nor a surrogate without its other half. */
const isStorable = (text: string): boolean => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);

function pathTo(visit: Visit): string {
  const path: PropertyKey[] = [];
  for (let step = visit; step.within !== undefined; step = step.within) path.unshift(step.name);
  return jsonPath(path);
}

/**
 * Refuses what parses as JSON and still cannot be kept: nesting beyond {@link MAX_JSON_DEPTH}, NUL characters and
 * unpaired surrogates (PostgreSQL stores neither), and numbers too large for a double (RFC 8785 has no form for them). Does not recurse, so it is safe on any body.
 */
export function inspectJson(body: unknown): AcpError | undefined {
  const pending: Visit[] = [{ value: body, name: '', within: undefined, depth: 0 }];
  for (let visit = pending.pop(); visit !== undefined; visit = pending.pop()) {
    const { value, depth } = visit;
    if (typeof value === 'string' && !isStorable(value)) {
      return acpError('invalid', 'Text must be well-formed Unicode without NUL characters.', {
        param: pathTo(visit),
      });
    }
    if (typeof value === 'number' && !Number.isFinite(value))
      return acpError('invalid', 'The number is out of range.', { param: pathTo(visit) });
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= MAX_JSON_DEPTH)
      return acpError('invalid', `The body is nested more than ${MAX_JSON_DEPTH} levels deep.`, {
        param: pathTo(visit),
      });
    const isList = Array.isArray(value);
    for (const [name, member] of Object.entries(value)) {
      if (!isStorable(name)) {
        return acpError('invalid', 'Member names must be well-formed Unicode without NUL characters.', {
          param: pathTo(visit),
        });
      }
      pending.push({ value: member, name: isList ? Number(name) : name, within: visit, depth: depth + 1 });
    }
  }
  return undefined;
}
