import { contractHeaders } from '@acp-hub/store-contract';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { done, refused, type Result } from '../result';
import { rawBody, singleHeader } from './guard';

const jsonPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${String(step)}`),
    '$',
  );

function check<Schema extends z.ZodType>(schema: Schema, value: unknown): Result<z.output<Schema>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return done(parsed.data);
  const issue = parsed.error.issues[0];
  const param = jsonPath(issue?.path ?? []);
  return refused('invalid_request', `${param}: ${issue?.message ?? 'is not valid'}`, { param });
}

/** The body, held against its schema; a refusal names the first thing wrong and where it stands. */
export function readBody<Schema extends z.ZodType>(
  request: FastifyRequest,
  schema: Schema,
): Result<z.output<Schema>> {
  let value: unknown;
  try {
    value = JSON.parse(rawBody(request).toString());
  } catch {
    return refused('invalid_request', 'Send a JSON object as the body.', { param: '$' });
  }
  return check(schema, value);
}

export const readQuery = <Schema extends z.ZodType>(
  request: FastifyRequest,
  schema: Schema,
): Result<z.output<Schema>> => check(schema, request.query);

/** The path’s `{id}`. */
export const pathId = (request: FastifyRequest): string => (request.params as { id: string }).id;

const LONGEST_KEY = 255;

/** The key every write needs. */
export function readIdempotencyKey(request: FastifyRequest): Result<string> {
  const key = singleHeader(request, contractHeaders.idempotencyKey);
  return key !== undefined && key.length > 0 && key.length <= LONGEST_KEY
    ? done(key)
    : refused(
        'idempotency_key_required',
        `Send an Idempotency-Key of 1 to ${LONGEST_KEY} characters with every write.`,
        { param: 'Idempotency-Key' },
      );
}
