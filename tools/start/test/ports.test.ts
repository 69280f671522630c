import { createServer, type AddressInfo, type Server } from 'node:net';
import { choosePorts } from '../src/ports';
import { Problem } from '../src/problem';

const servers: Server[] = [];

/** Listens where the demo's servers do, on this machine alone. */
async function occupy(): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

afterEach(() => servers.splice(0).forEach((server) => server.close()));

test('a port somebody asked for is used or refused by name, never exchanged', async () => {
  const taken = await occupy();

  await expect(choosePorts({ DEMO_STORE_PORT: taken }, {}, () => undefined)).rejects.toThrow(
    new Problem(
      `Port ${taken} (DEMO_STORE_PORT) is taken: stop what listens there, or set DEMO_STORE_PORT to another port.`,
    ),
  );
});

test('a port of last time that is taken is exchanged for the next free one, and said so', async () => {
  const taken = await occupy();
  const notes: string[] = [];

  const ports = await choosePorts({}, { HUB_PORT: taken }, (note) => notes.push(note));

  expect(ports.HUB_PORT).toBeGreaterThan(taken);
  expect(notes).toContain(`Port ${taken} is taken, so HUB_PORT is ${ports.HUB_PORT}.`);
});

test('no two servers get the same port', async () => {
  const free = await occupy();
  servers.splice(0).forEach((server) => server.close());

  const ports = await choosePorts(
    {},
    { HUB_PORT: free, DEMO_STORE_PORT: free, FAKE_PSP_PORT: free },
    () => undefined,
  );

  expect(new Set(Object.values(ports)).size).toBe(5);
});
