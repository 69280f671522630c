import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService } from '../src/service';

const folder = mkdtempSync(join(tmpdir(), 'acp-hub-start-'));

afterAll(() => rmSync(folder, { recursive: true }));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function start(program: string) {
  const port = await freePort();
  const file = join(folder, `${port}.js`);
  writeFileSync(file, program);
  return startService({
    name: 'example',
    command: [file],
    environment: { PORT: String(port) },
    readyUrl: `http://localhost:${port}`,
    logDir: folder,
  });
}

const SERVER = "require('node:http').createServer((_, response) => response.end()).listen(process.env.PORT);";

test('a server is ready once it answers, and gone once it was stopped', async () => {
  const service = await start(SERVER);
  await service.ready;

  await service.stop();

  expect(() => process.kill(service.pid, 0)).toThrow('ESRCH');
});

test('a server that ends before it answers is reported with its last words', async () => {
  const service = await start("console.error('the disk is full'); process.exitCode = 3;");

  await expect(service.ready).rejects.toThrow(/example ended \(exit code 3\)[^]*the disk is full/);
});

test('a server that ends later is reported too, and its log is kept', async () => {
  const service = await start(`${SERVER} console.log('hello'); setTimeout(() => process.exit(7), 300);`);
  await service.ready;

  await expect(service.unexpectedEnd).rejects.toThrow(/exit code 7[^]*hello/);
  expect(readFileSync(join(folder, 'example.log'), 'utf8')).toContain('hello');
});
