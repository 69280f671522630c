import { createServer, type AddressInfo } from 'node:net';

const listening = () =>
  new Promise<{ port: number; close: () => Promise<void> }>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () =>
      resolve({
        port: (probe.address() as AddressInfo).port,
        close: () => new Promise((closed) => probe.close(() => closed())),
      }),
    );
  });

/** Ports nobody listens on, one for each name; a server that is restarted has to come back where it was. */
export async function freePorts<Name extends string>(names: readonly Name[]): Promise<Record<Name, number>> {
  const probes = await Promise.all(names.map(async (name) => [name, await listening()] as const));
  await Promise.all(probes.map(([, { close }]) => close()));
  return Object.fromEntries(probes.map(([name, { port }]) => [name, port])) as Record<Name, number>;
}
