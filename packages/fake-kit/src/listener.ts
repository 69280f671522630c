import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';

export interface Listener {
  /** @param port 0 for any free one. @returns the base URL. */
  listen(port?: number, host?: string): Promise<string>;
  /** From now on connections are refused, and those open are cut, until {@link accept}. */
  refuse(): Promise<void>;
  /** Listens again on the port it had. */
  accept(): Promise<void>;
}

export function createListener(app: FastifyInstance): Listener {
  let address: { port: number; host: string } | undefined;
  const listeningAt = () => {
    if (address === undefined) throw new Error('The fake does not listen yet: call listen() first.');
    return address;
  };
  return {
    async listen(port = 0, host = '127.0.0.1') {
      await app.listen({ port, host });
      address = { port: (app.server.address() as AddressInfo).port, host };
      return `http://${host}:${address.port}`;
    },
    async refuse() {
      listeningAt();
      const closed = once(app.server, 'close');
      app.server.close();
      app.server.closeAllConnections();
      await closed;
    },
    async accept() {
      const listening = once(app.server, 'listening');
      app.server.listen(listeningAt());
      await listening;
    },
  };
}
