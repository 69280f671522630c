import http from 'node:http';
import { request } from 'undici';
import { createTransport, DestinationRefusedError, isPublicAddress, type ResolveAll } from '../src';
import { closeTransports, localTransport } from './support/client';
import { json, startServer, type TestServer } from './support/test-server';

let server: TestServer;
let port: string;

beforeEach(async () => {
  server = await startServer((req, response) =>
    req.url === '/moved'
      ? json(response, 302, {}, { location: `${server.url}/secret` })
      : json(response, 200, { ok: true }),
  );
  port = new URL(server.url).port;
});
afterEach(async () => {
  await server.stop();
  await closeTransports();
});

const resolveTo =
  (...answers: string[][]): ResolveAll =>
  (_hostname, _options, callback) => {
    const addresses = answers.length > 1 ? answers.shift() : answers[0];
    callback(
      null,
      (addresses ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };

const overAgent = (url: string, agent: http.Agent) =>
  new Promise<number | undefined>((resolve, reject) => {
    http
      .get(url, { agent }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .on('error', reject);
  });

/** Ways to write an address of this machine or its network. */
const privateHosts = [
  '127.0.0.1',
  '0x7f.1',
  '0177.0.0.1',
  '2130706433',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::7f00:1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '10.0.0.8',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '168.63.129.16',
  '0.0.0.0',
  '[fe80::1]',
  '[fc00::1]',
  '[fd00::1]',
  'localhost',
];

describe('private addresses', () => {
  const guarded = () => localTransport({ allowPrivateAddresses: false });

  it.each(privateHosts)('%s is refused by the dispatcher', async (host) => {
    const { dispatcher } = guarded();
    await expect(request(`http://${host}:${port}/`, { dispatcher })).rejects.toThrow(DestinationRefusedError);
    expect(server.received).toHaveLength(0);
  });

  it.each(privateHosts)('%s is refused by the agent', async (host) => {
    await expect(overAgent(`http://${host}:${port}/`, guarded().agents.http)).rejects.toThrow(
      DestinationRefusedError,
    );
    expect(server.received).toHaveLength(0);
  });

  it('are refused behind a public name, even when only one of its addresses is private', async () => {
    const { dispatcher, agents } = localTransport({
      allowPrivateAddresses: false,
      resolveAll: resolveTo(['93.184.216.34', '127.0.0.1']),
    });
    await expect(request(`http://shop.example:${port}/`, { dispatcher })).rejects.toThrow(/private network/);
    await expect(overAgent(`http://shop.example:${port}/`, agents.http)).rejects.toThrow(/private network/);
    expect(server.received).toHaveLength(0);
  });

  it('are not reached by a name that changes its answer: what was checked is what is connected to', async () => {
    let lookups = 0;
    const rebind: ResolveAll = (_hostname, _options, callback) => {
      lookups += 1;
      callback(null, [{ address: lookups === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
    };
    const { dispatcher } = localTransport({ resolveAll: rebind });
    const { body } = await request(`http://shop.example:${port}/`, { dispatcher });
    await body.dump();
    expect(lookups).toBe(1);
    expect(server.received).toHaveLength(1);
  });

  it('are reached where they are allowed', async () => {
    const { dispatcher, agents } = localTransport({ resolveAll: resolveTo(['127.0.0.1']) });
    const { statusCode, body } = await request(`http://shop.example:${port}/`, { dispatcher });
    await body.dump();
    expect(statusCode).toBe(200);
    expect(await overAgent(`http://shop.example:${port}/`, agents.http)).toBe(200);
  });

  it('exclude what is on the internet', () => {
    expect(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'].map(isPublicAddress)).toEqual([true, true, true]);
    expect(isPublicAddress('shop.example')).toBe(false);
  });
});

describe('plain http', () => {
  it('is refused by dispatcher and agent unless allowed', async () => {
    const { dispatcher, agents } = localTransport({ allowPlainHttp: false });
    await expect(request(server.url, { dispatcher })).rejects.toThrow(/use an https address/);
    await expect(overAgent(server.url, agents.http)).rejects.toThrow(/use an https address/);
    expect(server.received).toHaveLength(0);
  });
});

describe('a redirect', () => {
  it('is handed back and not followed', async () => {
    const { dispatcher } = localTransport();
    const { statusCode, body } = await request(`${server.url}/moved`, { dispatcher });
    await body.dump();
    expect(statusCode).toBe(302);
    expect(server.received.map(({ url }) => url)).toEqual(['/moved']);
  });
});

describe('the deadline', () => {
  it('ends what trickles, also for those who use the dispatcher alone', async () => {
    const slow = await startServer((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    const { dispatcher } = localTransport({ deadlineMs: 200 });
    const { body } = await request(slow.url, { dispatcher });
    await expect(body.text()).rejects.toThrow('no complete answer within 200 ms');
    await slow.stop();
  });
});

describe('closing', () => {
  it('lets the process end: nothing is open afterwards', async () => {
    const transport = createTransport({ allowPrivateAddresses: true, allowPlainHttp: true });
    const { body } = await request(server.url, { dispatcher: transport.dispatcher });
    await body.dump();
    await overAgent(server.url, transport.agents.http);
    await transport.close();
    await expect(request(server.url, { dispatcher: transport.dispatcher })).rejects.toThrow(
      /closed|destroyed/i,
    );
  });
});
