import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request as send } from 'undici';

export interface ProxiedRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface ProxiedAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One way to break one rule: what the server behind the proxy gets, or what the agent gets, is changed. */
export interface Meddling {
  request?(request: ProxiedRequest): ProxiedRequest;
  answer?(answer: ProxiedAnswer, asked: ProxiedRequest): ProxiedAnswer;
}

export interface Proxy {
  readonly url: string;
  /** The server behind; the proxy may be known to it by name before it runs. */
  forwardTo(target: string): void;
  meddle(meddling: Meddling): void;
  close(): Promise<void>;
}

/** Stands in front of a server and, until told to meddle, changes nothing. */
export async function startProxy(target = ''): Promise<Proxy> {
  let behind = target;
  let meddling: Meddling = {};
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const asked = await read(incoming);
      const answer = await forward(behind, meddling.request?.(structuredClone(asked)) ?? asked);
      const { status, headers, body } = meddling.answer?.(answer, asked) ?? answer;
      outgoing.writeHead(status, headers).end(body);
    })().catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forwardTo: (next) => {
      behind = next;
    },
    meddle: (next) => {
      meddling = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(incoming: IncomingMessage): Promise<ProxiedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    headers: flatten(incoming.headers, ['host', 'connection', 'content-length', 'transfer-encoding']),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

async function forward(
  target: string,
  { method, path, headers, body }: ProxiedRequest,
): Promise<ProxiedAnswer> {
  const answer = await send(`${target}${path}`, {
    method: method,
    headers,
    ...(body === '' ? {} : { body }),
  });
  return {
    status: answer.statusCode,
    headers: flatten(answer.headers, ['connection', 'content-length', 'transfer-encoding', 'keep-alive']),
    body: await answer.body.text(),
  };
}

const flatten = (
  headers: Record<string, string | string[] | undefined>,
  hopByHop: readonly string[],
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name, value]) => value !== undefined && !hopByHop.includes(name))
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]),
  );
