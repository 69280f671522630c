import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RedirectTrap {
  readonly url: string;
  /** Requests that came although nobody should come, e.g. `GET /taken`. */
  readonly visits: readonly string[];
}

/** A server inside the private network to which no connector may be lured. */
export async function withRedirectTrap(act: (trap: RedirectTrap) => Promise<void>): Promise<void> {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    await act({ url: `http://127.0.0.1:${port}/taken`, visits });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
