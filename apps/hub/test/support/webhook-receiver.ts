import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedWebhook {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
}

/** A real HTTP server that keeps what it gets and answers as it is told. */
export async function webhookReceiver() {
  const received: ReceivedWebhook[] = [];
  const state = {
    answer: (response: ServerResponse, _webhook: ReceivedWebhook): void =>
      void response.writeHead(200).end('ok'),
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const webhook = {
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        path: request.url ?? '',
      };
      received.push(webhook);
      state.answer(response, webhook);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/agentic_checkout/webhooks/order_events`,
    received,
    answerWith(answer: typeof state.answer) {
      state.answer = answer;
    },
    answerStatus(status: number, headers: Record<string, string> = {}) {
      state.answer = (response) => void response.writeHead(status, headers).end();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
