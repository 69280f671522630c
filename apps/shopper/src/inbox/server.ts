import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Journal } from './journal';
import type { Received } from './received';

export interface Inbox {
  readonly port: number;
  close(): Promise<void>;
}

const LIMIT_BYTES = 1_000_000;

/**
 * The agent's side of webhooks: `POST /webhooks/<agent>` keeps headers and raw body, `GET /received` lists
 * them, newest last (`?agent=<name>` for one agent). Rejects where the port is taken.
 * @param port 0 for any free one.
 */
export async function startInbox(
  port: number,
  journal: Journal,
  onReceived: (webhook: Received) => void,
): Promise<Inbox> {
  const server = createServer((request, response) => {
    handle(request, response, journal, onReceived).catch((error: unknown) => {
      reply(response, 500, { error: error instanceof Error ? error.message : String(error) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  journal: Journal,
  onReceived: (webhook: Received) => void,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://inbox');
  const [, root, agent] = url.pathname.split('/');
  if (request.method === 'GET' && root === 'received') {
    const wanted = url.searchParams.get('agent');
    return reply(
      response,
      200,
      journal.all().filter((one) => wanted === null || one.agent === wanted),
    );
  }
  if (request.method === 'POST' && root === 'webhooks' && agent !== undefined && agent !== '') {
    const body = await readBody(request);
    if (body === undefined)
      return reply(response, 413, { error: `a webhook is at most ${LIMIT_BYTES} bytes` });
    const webhook = await journal.append({
      agent,
      received_at: new Date().toISOString(),
      headers: headersOf(request),
      body,
    });
    onReceived(webhook);
    return reply(response, 200, { received: true });
  }
  return reply(response, 404, { error: 'POST /webhooks/<agent> keeps a webhook, GET /received lists them' });
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LIMIT_BYTES) chunks.push(chunk);
  }
  if (size > LIMIT_BYTES) return undefined;
  return Buffer.concat(chunks).toString('utf8');
}

const headersOf = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
