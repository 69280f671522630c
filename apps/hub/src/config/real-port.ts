import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Config } from './load-config';

/** `HUB_PORT=0` takes any free port: it is chosen before anything else, because the links that are written name it. */
export async function withRealPort(config: Config): Promise<Config> {
  if (config.HUB_PORT !== 0) return config;
  const port = await freePort(config.HUB_HOST);
  return { ...config, HUB_PORT: port, HUB_BASE_URL: config.HUB_BASE_URL.replace(/:0$/, `:${port}`) };
}

/** A TCP port that nobody listened on a moment ago. */
export async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
