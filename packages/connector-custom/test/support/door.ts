import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to the store that can be shut: connections are refused then, as by a machine that is off. */
export interface Door {
  readonly url: string;
  open(): Promise<void>;
  shut(): Promise<void>;
}

export async function openDoor(storePort: number): Promise<Door> {
  const sockets = new Set<Socket>();
  const server = createServer((visitor) => {
    const inside = connect(storePort, '127.0.0.1');
    for (const socket of [visitor, inside]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    visitor.pipe(inside).on('close', () => visitor.destroy());
    inside.pipe(visitor).on('close', () => inside.destroy());
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    open: async () => {
      if (!server.listening) await listen(port);
    },
    shut: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
