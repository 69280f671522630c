import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Exchange } from './recordings';

export interface Arrived {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Sink {
  readonly url: string;
  readonly arrived: Arrived[];
  readonly server: ReturnType<typeof createServer>;
}

/** Answers as the recorder's sink did. */
export async function openSink(exchanges: readonly Exchange[]): Promise<Sink> {
  const answers = new Map(
    exchanges
      .filter(({ direction }) => direction !== undefined)
      .map(({ request, response }) => [request.path, response]),
  );
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => void receive(request, response)).listen(0, '127.0.0.1');
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    arrived.push({
      path: request.url!,
      headers: request.headers as Record<string, string>,
      body: Buffer.concat(chunks).toString(),
    });
    const answer = answers.get(request.url!);
    const status = answer?.status ?? 200;
    response.writeHead(status, status === 302 ? { location: '/ok' } : {});
    response.end(typeof answer?.body === 'string' ? answer.body : '');
  }
  await once(server, 'listening');
  return { arrived, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
