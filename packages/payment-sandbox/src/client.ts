import type { PaymentContext, PaymentWriteError } from '@acp-hub/payment';
import type { SandboxConfig } from './config';
import { failureOfConnection, failureOfStatus } from './failure';

export interface SandboxRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  readonly idempotencyKey?: string;
}

/** An answer the server meant: a success or a refusal with a code, still to be read. */
export type SandboxAnswer =
  | { readonly ok: true; readonly status: number; readonly body: unknown }
  | { readonly ok: false; readonly error: PaymentWriteError };

export type SandboxClient = (request: SandboxRequest) => Promise<SandboxAnswer>;

/** Speaks HTTP with the sandbox server; never rejects for what the other side or the network did. */
export function createSandboxClient(config: SandboxConfig, context: PaymentContext): SandboxClient {
  const { dispatcher, deadlineMs } = context.transport;
  const base = new URL(config.baseUrl);
  const prefix = base.pathname.replace(/\/$/, '');

  return async ({ method, path, body, idempotencyKey }) => {
    const log = { provider: 'sandbox', method, path: path.split('?', 1)[0] };
    try {
      const answer = await dispatcher.request({
        origin: base.origin,
        path: `${prefix}${path}`,
        method,
        signal: AbortSignal.timeout(deadlineMs),
        headers: {
          authorization: `Bearer ${config.apiKey}`,
          ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await answer.body.text();
      const error = failureOfStatus(answer.statusCode, answer.headers['retry-after'], context.clock.now());
      context.logger.debug({ ...log, status: answer.statusCode }, 'Sandbox payment server answered');
      return error === undefined
        ? { ok: true, status: answer.statusCode, body: parseJson(text) }
        : { ok: false, error };
    } catch (thrown) {
      const error = failureOfConnection(thrown, deadlineMs);
      context.logger.warn({ ...log, ...error }, 'Sandbox payment server did not answer');
      return { ok: false, error };
    }
  };
}

/** `undefined` for what is no JSON: no schema accepts it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
