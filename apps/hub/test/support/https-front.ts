import { once } from 'node:events';
import { createServer } from 'node:https';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

export interface HttpsFront {
  readonly url: string;
  /** The server behind; the front may be known to it by name before it runs. */
  forwardTo(target: string): void;
  close(): Promise<void>;
}

/** Ends TLS in front of a hub, with a certificate of its own. */
export async function startHttpsFront(): Promise<HttpsFront> {
  let behind = '';
  const pair = await generate([{ name: 'commonName', value: 'localhost' }], { keyType: 'ec' });
  const server = createServer({ key: pair.private, cert: pair.cert }, (incoming, outgoing) => {
    const { method, headers } = incoming;
    const inner = request(`${behind}${incoming.url ?? '/'}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    inner.on('error', () => outgoing.destroy());
    incoming.pipe(inner);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    forwardTo: (target) => {
      behind = target;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
