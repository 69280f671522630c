import { ConnectorError, type ConnectContext } from '@acp-hub/connector';
import { createHttpClient, type HttpResponse } from '@acp-hub/connector-http';
import {
  CONTRACT_VERSION,
  contractHeaders,
  operations,
  signBody,
  storeError,
  type Operation,
  type OperationId,
} from '@acp-hub/store-contract';
import type { z } from 'zod';
import type { CustomConfig } from './config';
import { refusalOf } from './refusal';
import { withoutNulls } from './without-nulls';

/** 401 comes with a code that tells a wrong secret from a wrong clock. */
const READABLE_FAILURES = [401];

interface CallOptions {
  /** For `{id}` in the path. */
  readonly id?: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: object;
  readonly idempotencyKey?: string;
}

interface ReadingOptions<Answer> extends CallOptions {
  /** Reads a success, where the operation's own schema asks for more than is needed. */
  readonly answer: z.ZodType<Answer>;
}

type AnswerOf<Id extends OperationId> = z.output<(typeof operations)[Id]['answers'][200]>;

/** The store’s endpoints, as the contract has them. */
export interface StoreApi {
  /** @throws ConnectorError for every answer but the operation’s own success. */
  call<Id extends OperationId>(id: Id, options?: CallOptions): Promise<AnswerOf<Id>>;
  call<Answer>(id: OperationId, options: ReadingOptions<Answer>): Promise<Answer>;
}

export function openStoreApi({ base_url, secret }: CustomConfig, context: ConnectContext): StoreApi {
  const client = createHttpClient({
    ...context,
    name: new URL(base_url).host,
    baseUrl: base_url,
    secrets: [secret],
    headers: ({ body }) => ({
      [contractHeaders.version]: CONTRACT_VERSION,
      [contractHeaders.signature]: signBody(body, secret, context.clock.now()),
    }),
  });

  return {
    async call<Answer>(
      operationId: OperationId,
      options: CallOptions & Partial<ReadingOptions<Answer>> = {},
    ): Promise<Answer> {
      const operation: Operation = operations[operationId];
      const { id, query, body, idempotencyKey, answer } = options;
      const response = await client.request({
        method: operation.method,
        path: operation.path.replace('{id}', encodeURIComponent(id ?? '')),
        effect: operation.write ? 'write' : 'read',
        accept: READABLE_FAILURES,
        ...(operation.method === 'POST' && { json: body ?? {} }),
        ...(query !== undefined && { query }),
        ...(idempotencyKey !== undefined && { idempotencyKey }),
      });
      return readAnswer(operation, response, answer) as Answer;
    },
  };
}

function readAnswer(
  operation: Operation,
  { status, body }: HttpResponse,
  answer: z.ZodType | undefined,
): unknown {
  const what = `${operation.method} ${operation.path}`;
  const value = withoutNulls(body);
  const success = operation.answers[status];
  if (success === undefined) {
    const error = storeError.safeParse(value);
    if (error.success) throw refusalOf(error.data, what, status);
    throw new ConnectorError(
      { kind: status === 401 ? 'auth' : 'config' },
      `${what} answered ${status}, not in the contract’s words: check that the base URL is the store’s contract.`,
      'not_applied',
      { status },
    );
  }
  const parsed = (answer ?? success).safeParse(value);
  if (parsed.success) return parsed.data;
  const { path = [], message = '' } = parsed.error.issues[0] ?? {};
  throw new ConnectorError(
    { kind: 'config' },
    `${what} answered ${status} with a body that breaks the contract at ${path.join('.') || 'its root'}: ${message}`,
    operation.write ? 'unknown' : 'not_applied',
    { status },
  );
}
