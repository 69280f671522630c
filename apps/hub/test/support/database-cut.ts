import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SOCKET_NAME = '.s.PGSQL.5432';

/** Stands between a hub and the socket of its database; cut, nobody is there any more. */
export function databaseCut() {
  const folder = mkdtempSync(join(tmpdir(), 'acp-cut-'));
  const sockets = new Set<Socket>();
  let target = '';
  let server: Server | undefined;
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  };
  const open = () =>
    new Promise<void>((resolve) => {
      if (server?.listening) return resolve();
      server = createServer((near) => {
        const far = connect(target);
        [near, far].forEach(keep);
        near.pipe(far).pipe(near);
        near.once('close', () => far.destroy());
        far.once('close', () => near.destroy());
      }).listen(join(folder, SOCKET_NAME), resolve);
    });
  const cut = (): void => {
    server?.close();
    sockets.forEach((socket) => socket.destroy());
  };
  return {
    /** The same database, reached through here. */
    async reach(url: string): Promise<string> {
      const through = new URL(url);
      target = join(decodeURIComponent(through.hostname), SOCKET_NAME);
      await open();
      return url.replace(through.hostname, encodeURIComponent(folder));
    },
    cut,
    mend: open,
    close(): void {
      cut();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
