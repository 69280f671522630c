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

/** Three ports nobody listens on; a hub that is restarted has to come back where it was. */
export async function freePorts(): Promise<{ hub: number; store: number; provider: number }> {
  const [hub, store, provider] = await Promise.all([listening(), listening(), listening()]);
  await Promise.all([hub.close(), store.close(), provider.close()]);
  return { hub: hub.port, store: store.port, provider: provider.port };
}
