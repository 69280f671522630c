import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  /** Lower-case names. */
  headers: Record<string, string | undefined>;
  body: string;
}

/** A stand-in for the hub's ingress that keeps what it got and answers as told. */
export async function startSink() {
  const received: Received[] = [];
  const answers: number[] = [];
  let refused: string | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = request.headers as Received['headers'];
      const body = Buffer.concat(chunks).toString();
      received.push({ headers, body });
      const status = refused !== undefined && body.includes(refused) ? 400 : 204;
      response.writeHead(answers.shift() ?? status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ingress/test`,
    received,
    /** The statuses of the next answers; 204 after that. */
    answerNext: (...statuses: number[]) => answers.push(...statuses),
    /** Answers 400 to every body that contains the text. */
    refuse(text: string): void {
      refused = text;
    },
    async until(count: number): Promise<Received[]> {
      for (let wait = 0; received.length < count && wait < 500; wait += 1)
        await new Promise((resolve) => setTimeout(resolve, 10));
      return received;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type Sink = Awaited<ReturnType<typeof startSink>>;
