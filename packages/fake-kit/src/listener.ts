import { once } from 'node:events';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

export interface Listener {
  /** @param port 0 for any free one. @returns the base URL. */
  listen(port?: number, host?: string): Promise<string>;
  /** The same over HTTPS, beside it or alone. @throws Error where the server was given no certificate. */
  listenSecurely(port?: number, host?: string): Promise<string>;
  /**
   * From now on connections are refused, and those open end, until {@link accept}. Resolves when their clients have
   * closed them too: a request on a kept connection that its client believes open may have arrived, for all it knows.
   */
  refuse(): Promise<void>;
  /** Listens again on the port it had. */
  accept(): Promise<void>;
}

/** PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

interface Door {
  readonly server: Server & Pick<TlsServer, 'closeAllConnections'>;
  readonly port: number;
  readonly host: string;
}

export function createListener(app: FastifyInstance, certificate?: Certificate): Listener {
  const doors: Door[] = [];
  const visitors = new Set<Socket>();
  const meet = (visitor: Socket): void => {
    visitors.add(visitor);
    visitor.once('close', () => visitors.delete(visitor));
  };
  const sendAway = (visitor: Socket) =>
    new Promise<void>((resolve) => void visitor.once('close', () => resolve()).end());
  app.server.on('connection', meet);
  const open = (server: Door['server'], host: string): number => {
    const { port } = server.address() as AddressInfo;
    doors.push({ server, port, host });
    return port;
  };
  const openDoors = () => {
    if (doors.length === 0) throw new Error('The fake does not listen yet: call listen() first.');
    return doors;
  };
  app.addHook('preClose', async () => {
    for (const { server } of doors.filter((door) => door.server !== app.server)) {
      server.close();
      server.closeAllConnections();
    }
  });
  return {
    async listen(port = 0, host = '127.0.0.1') {
      await app.listen({ port, host });
      return `http://${host}:${open(app.server, host)}`;
    },
    async listenSecurely(port = 0, host = '127.0.0.1') {
      if (certificate === undefined) throw new Error('The fake has no certificate: give it one as `tls`.');
      await app.ready();
      const server = createTlsServer(certificate, (request, response) => app.routing(request, response));
      server.on('secureConnection', meet);
      const listening = once(server, 'listening');
      server.listen(port, host);
      await listening;
      return `https://${host}:${open(server, host)}`;
    },
    async refuse() {
      await Promise.all([...visitors].map(sendAway));
      for (const { server } of openDoors()) {
        const closed = once(server, 'close');
        server.close();
        server.closeAllConnections();
        await closed;
      }
    },
    async accept() {
      for (const { server, port, host } of openDoors()) {
        const listening = once(server, 'listening');
        server.listen({ port, host });
        await listening;
      }
    },
  };
}
