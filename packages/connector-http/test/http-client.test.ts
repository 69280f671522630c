import { ConnectorError, type Logger } from '@acp-hub/connector';
import { inspect } from 'node:util';
import type { HttpClient } from '../src';
import { closeTransports, localClient, localTransport } from './support/client';
import { json, startServer, type TestServer } from './support/test-server';

let server: TestServer;
const serve = async (...args: Parameters<typeof startServer>) => (server = await startServer(...args));

afterEach(async () => {
  await server.stop();
  await closeTransports();
});

async function failureOf(request: ReturnType<HttpClient['request']>): Promise<ConnectorError> {
  const error = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ConnectorError)) throw new Error(`expected a ConnectorError, got ${inspect(error)}`);
  return error;
}

describe('a request', () => {
  it('goes below the base URL with query, headers, key and JSON', async () => {
    await serve((_request, response) => json(response, 201, { made: true }, { 'x-total': '7' }));
    const client = localClient(`${server.url}/api/v1/`, { headers: { authorization: 'Bearer abc' } });
    const answer = await client.request({
      method: 'POST',
      path: '/orders',
      query: { ids: ['a b', 'c&d'], limit: 5, cursor: undefined },
      json: { total: 1999 },
      idempotencyKey: 'k1',
      headers: { 'x-locale': 'de' },
    });
    expect(answer).toMatchObject({ status: 201, headers: { 'x-total': '7' }, body: { made: true } });
    expect(server.received).toMatchObject([
      {
        method: 'POST',
        url: '/api/v1/orders?ids=a+b&ids=c%26d&limit=5',
        headers: {
          authorization: 'Bearer abc',
          'content-type': 'application/json',
          'idempotency-key': 'k1',
          'x-locale': 'de',
        },
        body: '{"total":1999}',
      },
    ]);
  });

  it('is signed anew for every attempt over the exact body', async () => {
    await serve((_request, response, count) => json(response, count === 1 ? 503 : 200, {}));
    let signatures = 0;
    const client = localClient(server.url, {
      headers: ({ body, url }) => ({ 'x-signature': `${(signatures += 1)} ${url.pathname} ${body}` }),
    });
    await client.request({ method: 'POST', path: 'quotes', json: [1], effect: 'read' });
    expect(server.received.map(({ headers }) => headers['x-signature'])).toEqual([
      '1 /quotes [1]',
      '2 /quotes [1]',
    ]);
  });

  it.each(['/orders/..', '/orders/%2e%2E/secrets', '/orders/./x', '/orders/a?b=c'])(
    'is not sent to %s, which would leave its path',
    async (path) => {
      await serve((_request, response) => json(response, 200, {}));
      const error = await failureOf(localClient(server.url).request({ method: 'GET', path }));
      expect(error).toMatchObject({ failure: { kind: 'rejected' }, outcome: 'not_applied' });
      expect(server.received).toHaveLength(0);
    },
  );

  it('waits for the store’s rate budget before every attempt', async () => {
    await serve((_request, response, count) => json(response, count === 1 ? 500 : 200, {}));
    let acquired = 0;
    const limiter = {
      acquire: async () => {
        acquired += 1;
      },
    };
    await localClient(server.url, { limiter }).request({ method: 'GET', path: '/' });
    expect(acquired).toBe(2);
  });
});

describe('a request that cannot be sent', () => {
  const ordering = (baseUrl: string, options: Parameters<typeof localTransport>[0]) =>
    failureOf(localClient(baseUrl, {}, localTransport(options)).request({ method: 'POST', path: '/orders' }));

  beforeEach(() => serve((_request, response) => json(response, 200, {})));
  afterEach(() => expect(server.received).toHaveLength(0));

  it('to a private address is a matter of configuration', async () => {
    const error = await ordering(server.url, { allowPrivateAddresses: false });
    expect(error).toMatchObject({ failure: { kind: 'config' }, outcome: 'not_applied' });
    expect(error.message).toContain('was not sent. 127.0.0.1 leads to an address inside a private network');
  });

  it('to a host that does not exist is a matter of configuration', async () => {
    const missing = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    const error = await ordering('http://shop.example', {
      resolveAll: (_hostname, _options, callback) => callback(missing, []),
    });
    expect(error).toMatchObject({ failure: { kind: 'config' }, outcome: 'not_applied' });
  });

  it('over TLS to a server that has none is a matter of configuration', async () => {
    const error = await ordering(server.url.replace('http:', 'https:'), {});
    expect(error).toMatchObject({ failure: { kind: 'config' }, outcome: 'not_applied' });
    expect(error.message).toContain('no trusted TLS connection');
  });

  it('before the rate budget allows it fails at the deadline', async () => {
    const limiter = {
      acquire: (signal?: AbortSignal) =>
        new Promise<void>((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    };
    const client = localClient(server.url, { limiter }, localTransport({ deadlineMs: 100 }));
    const error = await failureOf(client.request({ method: 'POST', path: '/orders' }));
    expect(error).toMatchObject({ failure: { kind: 'transient' }, outcome: 'not_applied' });
  });

  it('because the limiter has a bug throws what the limiter threw', async () => {
    const limiter = { acquire: () => Promise.reject(new TypeError('a bug')) };
    const client = localClient(server.url, { limiter });
    await expect(client.request({ method: 'POST', path: '/orders' })).rejects.toThrow(TypeError);
  });

  it('because the caller has given up already is not applied', async () => {
    const signal = AbortSignal.abort();
    const error = await failureOf(
      localClient(server.url).request({ method: 'POST', path: '/orders', signal }),
    );
    expect(error).toMatchObject({ failure: { kind: 'transient' }, outcome: 'not_applied' });
  });
});

describe('an answer', () => {
  it.each([
    ['without a body', '', undefined],
    ['with a byte order mark', '\uFEFF{"a":1}', { a: 1 }],
    ['labelled as text', '  [1]\n', [1]],
  ])('%s is read', async (_name, body, expected) => {
    await serve((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(body));
    const answer = await localClient(server.url).request({ method: 'GET', path: '/' });
    expect(answer.body).toEqual(expected);
  });

  it.each([400, 404, 409, 410, 422])('of %d is handed back for the connector to read', async (status) => {
    await serve((_request, response) => json(response, status, { code: 'why' }));
    const answer = await localClient(server.url).request({ method: 'POST', path: '/orders' });
    expect(answer).toMatchObject({ status, body: { code: 'why' } });
  });

  it('of 500 is handed back where the request accepts it', async () => {
    await serve((_request, response) => json(response, 500, { code: 'woocommerce_rest_invalid' }));
    const answer = await localClient(server.url).request({ method: 'POST', path: '/refunds', accept: [500] });
    expect(answer).toMatchObject({ status: 500, body: { code: 'woocommerce_rest_invalid' } });
  });

  it.each([
    [302, 'config', 'not_applied'],
    [401, 'auth', 'not_applied'],
    [403, 'auth', 'not_applied'],
    [408, 'transient', 'unknown'],
    [429, 'rate_limited', 'not_applied'],
    [500, 'transient', 'unknown'],
    [503, 'transient', 'unknown'],
  ])('of %d to a write is %s, %s', async (status, kind, outcome) => {
    await serve((_request, response) => json(response, status, {}, { location: 'http://127.0.0.1:1/' }));
    const error = await failureOf(localClient(server.url).request({ method: 'POST', path: '/orders' }));
    expect(error).toMatchObject({ failure: { kind }, outcome, status });
    expect(server.received).toHaveLength(1);
  });

  it.each([
    [200, 'config', 'unknown'],
    [404, 'config', 'not_applied'],
    [502, 'transient', 'unknown'],
  ])('of %d that is a web page is %s, %s', async (status, kind, outcome) => {
    await serve((_request, response) => response.writeHead(status).end('<!doctype html><h1>Hi</h1>'));
    const error = await failureOf(localClient(server.url).request({ method: 'POST', path: '/orders' }));
    expect(error).toMatchObject({ failure: { kind }, outcome });
    if (kind === 'config') expect(error.message).toMatch(/web page instead of JSON: check the address/);
  });

  it('that is too large ends the request', async () => {
    await serve((_request, response) => json(response, 200, 'x'.repeat(2_000)));
    const transport = localTransport({ maxResponseBytes: 1_000 });
    const error = await failureOf(
      localClient(server.url, {}, transport).request({ method: 'POST', path: '/orders' }),
    );
    expect(error).toMatchObject({ failure: { kind: 'config' }, outcome: 'unknown' });
    expect(error.message).toContain('too large');
  });
});

describe('a failed connection', () => {
  it('that was refused applied nothing', async () => {
    await serve((_request, response) => json(response, 200, {}));
    const { url } = server;
    await server.stop();
    const error = await failureOf(localClient(url).request({ method: 'POST', path: '/orders' }));
    expect(error).toMatchObject({ failure: { kind: 'transient' }, outcome: 'not_applied' });
    expect(error.cause).toMatchObject({ code: 'ECONNREFUSED' });
    await serve((_request, response) => json(response, 200, {}));
  });

  it('that was cut after sending a write leaves its outcome unknown', async () => {
    await serve((request) => request.socket.destroy());
    const error = await failureOf(localClient(server.url).request({ method: 'POST', path: '/orders' }));
    expect(error).toMatchObject({ failure: { kind: 'transient' }, outcome: 'unknown' });
    expect(server.received).toHaveLength(1);
  });

  it('that was cut in the middle of the answer leaves its outcome unknown', async () => {
    await serve((request, response) => {
      response.writeHead(201, { 'content-length': '100' }).write('{"id":');
      setTimeout(() => request.socket.destroy(), 20);
    });
    const error = await failureOf(localClient(server.url).request({ method: 'POST', path: '/orders' }));
    expect(error).toMatchObject({ failure: { kind: 'transient' }, outcome: 'unknown' });
  });

  it.each([
    ['POST', 'unknown'],
    ['GET', 'not_applied'],
  ] as const)('that ran out of time leaves a %s %s', async (method, outcome) => {
    await serve(() => undefined);
    const client = localClient(server.url, {}, localTransport({ deadlineMs: 200 }));
    const startedAt = Date.now();
    const error = await failureOf(client.request({ method, path: '/orders' }));
    expect(error).toMatchObject({ failure: { kind: 'transient' }, outcome });
    expect(Date.now() - startedAt).toBeLessThan(900);
    expect(server.received).toHaveLength(1);
  });

  it('that trickles ends at the deadline all the same', async () => {
    let timer: NodeJS.Timeout | undefined;
    await serve((_request, response) => {
      response.writeHead(200);
      timer = setInterval(() => response.write(' '), 20);
    });
    const client = localClient(server.url, {}, localTransport({ deadlineMs: 200 }));
    const error = await failureOf(client.request({ method: 'POST', path: '/orders' }));
    clearInterval(timer);
    expect(error).toMatchObject({ failure: { kind: 'transient' }, outcome: 'unknown' });
  });

  it('that the caller gave up ends at once', async () => {
    await serve(() => undefined);
    const startedAt = Date.now();
    const error = await failureOf(
      localClient(server.url).request({ method: 'POST', path: '/orders', signal: AbortSignal.timeout(50) }),
    );
    expect(error).toMatchObject({ failure: { kind: 'transient' }, outcome: 'unknown' });
    expect(Date.now() - startedAt).toBeLessThan(800);
  });
});

describe('a retry', () => {
  const flaky = (failures: number, status = 503, headers = {}) =>
    serve((_request, response, count) =>
      json(response, count <= failures ? status : 200, { count }, headers),
    );

  it.each([
    ['a read', { method: 'GET', path: '/products' }, 2],
    ['a POST that reads', { method: 'POST', path: '/quotes', effect: 'read' }, 2],
    ['a keyed write', { method: 'POST', path: '/orders', idempotencyKey: 'k' }, 2],
    ['a write without a key', { method: 'POST', path: '/orders' }, 1],
    ['a read that must not', { method: 'GET', path: '/token', retry: 'never' }, 1],
  ] as const)('of %s', async (_name, request, times) => {
    await flaky(1);
    await localClient(server.url)
      .request(request)
      .catch(() => undefined);
    expect(server.received).toHaveLength(times);
  });

  it('repeats the same key', async () => {
    await flaky(1);
    await localClient(server.url).request({ method: 'POST', path: '/orders', idempotencyKey: 'k1' });
    expect(server.received.map(({ headers }) => headers['idempotency-key'])).toEqual(['k1', 'k1']);
  });

  it('ends after three attempts', async () => {
    await flaky(9);
    const error = await failureOf(localClient(server.url).request({ method: 'GET', path: '/' }));
    expect(error).toMatchObject({ failure: { kind: 'transient' }, status: 503, outcome: 'not_applied' });
    expect(server.received).toHaveLength(3);
  });

  it('is not made where the same request would fail again', async () => {
    await flaky(9, 401);
    await failureOf(localClient(server.url).request({ method: 'GET', path: '/' }));
    expect(server.received).toHaveLength(1);
  });

  it('waits as long as Retry-After asks', async () => {
    await flaky(1, 429, { 'retry-after': '1' });
    const startedAt = Date.now();
    const client = localClient(server.url, {}, localTransport({ deadlineMs: 3_000 }));
    expect(await client.request({ method: 'GET', path: '/' })).toMatchObject({ body: { count: 2 } });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1_000);
  });

  it('is not made where Retry-After lies past the deadline', async () => {
    await flaky(1, 429, { 'retry-after': '30' });
    const startedAt = Date.now();
    const error = await failureOf(localClient(server.url).request({ method: 'GET', path: '/' }));
    expect(Date.now() - startedAt).toBeLessThan(700);
    expect(error.failure).toEqual({ kind: 'rate_limited', retryAfterMs: 30_000 });
    expect(server.received).toHaveLength(1);
  });

  it('that the caller does not wait for ends with what went wrong', async () => {
    await flaky(9);
    const signal = AbortSignal.timeout(100);
    const error = await failureOf(
      localClient(server.url, { random: () => 1 }).request({ method: 'GET', path: '/', signal }),
    );
    expect(error).toMatchObject({ failure: { kind: 'transient' }, status: 503 });
    expect(server.received).toHaveLength(1);
  });

  it('does not forget that an earlier attempt may have been applied', async () => {
    await serve((request, response, count) =>
      count === 1 ? request.socket.destroy() : json(response, 429, {}, { 'retry-after': '60' }),
    );
    const error = await failureOf(
      localClient(server.url).request({ method: 'POST', path: '/orders', idempotencyKey: 'k' }),
    );
    expect(error).toMatchObject({ failure: { kind: 'rate_limited' }, outcome: 'unknown' });
  });
});

describe('secrets', () => {
  const secret = 'cs_5ecret/value+1';
  const answers: Record<string, Parameters<typeof startServer>[0]> = {
    'a failing store': (_request, response) => json(response, 500, { echo: secret }),
    'a refusal': (_request, response) => json(response, 401, { echo: secret }),
    'a web page': (_request, response) => response.end(`<p>${secret}</p>`),
    'a cut connection': (request) => request.socket.destroy(),
    'a timeout': () => undefined,
    'a redirect': (_request, response) => json(response, 302, {}, { location: `/?key=${secret}` }),
  };

  it.each(Object.entries(answers))(
    'stand neither in the error nor in the log of %s',
    async (_name, answer) => {
      await serve(answer);
      const lines: unknown[] = [];
      const keep = (fields: object, message: string) => void lines.push(fields, message);
      const logger: Logger = { debug: keep, info: keep, warn: keep, error: keep };
      const client = localClient(
        server.url,
        { logger, secrets: [secret], headers: { authorization: `Bearer ${secret}` } },
        localTransport({ deadlineMs: 300 }),
      );
      const error = await failureOf(
        client.request({
          method: 'POST',
          path: `/orders/${encodeURIComponent(secret)}`,
          query: { consumer_secret: secret },
          json: { secret },
        }),
      );
      const shown = [error, lines].flatMap((value) => [
        JSON.stringify(value),
        inspect(value, { depth: Infinity, showHidden: true }),
      ]);
      shown.push(error.message, error.stack ?? '', String(error));
      expect(lines.length).toBeGreaterThan(0);
      expect(Object.keys(error.cause ?? { code: '', message: '' })).toEqual(['code', 'message']);
      for (const text of shown) {
        expect(text).not.toContain(secret);
        expect(text).not.toContain(encodeURIComponent(secret));
      }
    },
  );
});
