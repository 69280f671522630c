import { randomUUID } from 'node:crypto';
import { request } from 'undici';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export interface Api {
  get(path: string): Promise<Answer>;
  /** Under a key of its own unless one is given. */
  post(path: string, body: object, key?: string, timeoutMs?: number): Promise<Answer>;
  authorize(token?: string, more?: object, key?: string, timeoutMs?: number): Promise<Answer>;
}

/** @param account whose key is sent, e.g. `demo` for `sk_sandbox_demo`. */
export function apiOf(base: string, account = 'demo'): Api {
  const authorization = `Bearer sk_sandbox_${account}`;
  const call = async (path: string, options: object, timeoutMs = 10_000): Promise<Answer> => {
    const answer = await request(`${base}${path}`, { ...options, signal: AbortSignal.timeout(timeoutMs) });
    return { status: answer.statusCode, body: (await answer.body.json()) as Answer['body'] };
  };
  const api: Api = {
    get: (path) => call(path, { headers: { authorization } }),
    post: (path, body, key = randomUUID(), timeoutMs) =>
      call(
        path,
        {
          method: 'POST',
          headers: { authorization, 'idempotency-key': key, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
        timeoutMs,
      ),
    authorize: (token = 'tok_sandbox_ok', more = {}, key, timeoutMs) =>
      api.post('/payments', { token, amount: 1_000, currency: 'USD', ...more }, key, timeoutMs),
  };
  return api;
}
