import { request } from 'undici';
import { createFakeServer, type FakeServer, type FakeServerOptions } from '../../src';

/** The smallest fake there can be: `POST /counters/:name` adds one, `GET` reads. */
export function createCounter(options?: FakeServerOptions): FakeServer {
  const server = createFakeServer(options);
  const counters = server.state.collection<number>('counters');
  server.app.post<{ Params: { name: string } }>('/counters/:name', async ({ params }) => {
    const value = (counters.get(params.name) ?? 0) + 1;
    counters.set(params.name, value);
    return { name: params.name, value };
  });
  server.app.get<{ Params: { name: string } }>('/counters/:name', async ({ params }) => ({
    name: params.name,
    value: counters.get(params.name) ?? 0,
  }));
  return server;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

/** Rejects where the connection fails or nothing is answered in time. */
export async function call(url: string, method = 'GET', body?: unknown, timeoutMs = 10_000): Promise<Answer> {
  const answer = await request(url, {
    method: method as 'GET',
    signal: AbortSignal.timeout(timeoutMs),
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  });
  return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
}
