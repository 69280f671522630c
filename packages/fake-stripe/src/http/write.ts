import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Refusal } from '../refusal';
import { identifyCaller, type Caller } from './caller';
import type { FormObject } from './form';
import { keyed, type Keys } from './idempotency';
import type { KeptFailures } from './kept-failures';
import { readParameters } from './parameters';
import { refusalReply, type Reply } from './reply';

export interface Write<Body> extends Caller {
  readonly body: Body;
  readonly id: string;
}

/** What an endpoint made of a write: the answer's body, or why there is none. */
export type Written = { readonly ok: true; readonly body: object } | Refusal;

/** Runs one account's write under its key. Synchronous, so that no other request comes between. */
export function runWrite<Body>(
  { keys, failures }: { readonly keys: Keys; readonly failures: KeptFailures },
  request: FastifyRequest,
  reply: FastifyReply,
  schema: z.ZodType<Body>,
  write: (call: Write<Body>) => Written,
): Reply {
  const identified = identifyCaller(request);
  if (!identified.ok) return refusalReply(identified);
  const { caller } = identified;
  const form = (request.body ?? {}) as FormObject;
  const header = request.headers['idempotency-key'];
  const key = typeof header === 'string' ? keyed(caller.account, header, request.url, form) : undefined;
  const known = key && keys.replay(key);
  if (known !== undefined) return 'ok' in known ? refusalReply(known) : replayed(reply, known);

  const parsed = readParameters(form, schema);
  if (!parsed.ok) return refusalReply(parsed);
  const { id = '' } = request.params as { readonly id?: string };
  if (key !== undefined) keys.begin(key, reply);
  const failure = failures.next(request.url);
  const written = failure?.applied === false ? undefined : write({ ...caller, id, body: parsed.value });
  const answer = failure === undefined && written !== undefined ? replyOf(written) : FAILED;
  const isKept = failure !== undefined || written?.ok === true || written?.early === false;
  if (key !== undefined && isKept) keys.keep(key, answer);
  return answer;
}

const replyOf = (written: Written): Reply =>
  written.ok ? { status: 200, body: written.body } : refusalReply(written);

const FAILED: Reply = {
  status: 500,
  body: { error: { type: 'api_error', message: 'An unknown error occurred.' } },
};

function replayed(reply: FastifyReply, known: Reply): Reply {
  reply.header('idempotent-replayed', 'true');
  return known;
}
