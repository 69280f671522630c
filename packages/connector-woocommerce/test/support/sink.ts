import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookRequest } from '@acp-hub/connector';

/** Where a shop's webhooks arrive. */
export interface Sink {
  readonly url: string;
  /** Signed ones, oldest first; pings are answered and forgotten. */
  readonly received: readonly WebhookRequest[];
  close(): Promise<void>;
}

export async function startSink(): Promise<Sink> {
  const received: WebhookRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
      );
      if (headers['x-wc-webhook-signature'] !== undefined)
        received.push({ headers, body: Buffer.concat(chunks), receivedAt: new Date() });
      response.writeHead(202).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/events`,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}
