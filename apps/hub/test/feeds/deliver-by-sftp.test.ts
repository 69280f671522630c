import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, unlinkSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../../src/config/real-port';
import { deliverBySftp } from '../../src/feeds/delivery/deliver-by-sftp';
import type { SftpTarget } from '../../src/feeds/target';
import { feedFiles } from '../support/feed-files';
import { sshdIsInstalled, startSftpServer } from '../support/sftp-server';

const files = feedFiles();
afterAll(() => files.remove());

(sshdIsInstalled ? describe : describe.skip)('to an OpenSSH server', () => {
  let server: Awaited<ReturnType<typeof startSftpServer>>;
  beforeAll(async () => {
    server = await startSftpServer();
  });
  afterAll(() => server.stop());

  const deliver = (contents: Readonly<Record<string, string>>, changes: Partial<SftpTarget> = {}) =>
    deliverBySftp({ ...server.target, ...changes }, { allowPrivateAddresses: true }).deliver(
      files.make(contents),
    );
  const read = (name: string) => readFileSync(join(server.root, name), 'utf8');

  test('files arrive whole, take the place of their predecessors, and nothing else is left', async () => {
    await expect(deliver({ 'feed.csv': 'first', 'feed-2.csv': 'x'.repeat(3_000_000) })).resolves.toEqual({
      kind: 'delivered',
    });
    await expect(deliver({ 'feed.csv': 'second' })).resolves.toEqual({ kind: 'delivered' });
    expect(read('feed.csv')).toBe('second');
    expect(read('feed-2.csv')).toHaveLength(3_000_000);
    expect(readdirSync(server.root).sort()).toEqual(['feed-2.csv', 'feed.csv']);
  });

  test('a disk that is full keeps the last good feed, of every file', async () => {
    await deliver({ 'a.csv': 'good', 'b.csv': 'good' });
    symlinkSync('/dev/full', join(server.root, '.b.csv.uploading'));
    const outcome = await deliver({ 'a.csv': 'new', 'b.csv': 'new' });
    expect(outcome).toMatchObject({ kind: 'failed', error: expect.stringContaining('is still there') });
    expect([read('a.csv'), read('b.csv')]).toEqual(['good', 'good']);
    expect(readdirSync(server.root).filter((name) => name.endsWith('.uploading'))).toEqual([]);
    await expect(deliver({ 'a.csv': 'new', 'b.csv': 'new' })).resolves.toEqual({ kind: 'delivered' });
  });

  test('a server that refuses to be connected to keeps the last good feed, and is named', async () => {
    await deliver({ 'feed.csv': 'good' });
    const port = await freePort('127.0.0.1');
    await expect(deliver({ 'feed.csv': 'new' }, { port })).resolves.toEqual({
      kind: 'failed',
      error: expect.stringMatching(/^127\.0\.0\.1 did not take the feed .*ECONNREFUSED.* is still there\.$/),
    });
    expect(read('feed.csv')).toBe('good');
  });

  test('a folder that refuses, and one that is not there, keep the last good feed', async () => {
    await deliver({ 'feed.csv': 'good' });
    chmodSync(server.root, 0o555);
    try {
      await expect(deliver({ 'feed.csv': 'new' })).resolves.toMatchObject({ kind: 'failed' });
    } finally {
      chmodSync(server.root, 0o755);
    }
    await expect(deliver({ 'feed.csv': 'new' }, { folder: `${server.root}/none` })).resolves.toMatchObject({
      kind: 'failed',
    });
    expect(read('feed.csv')).toBe('good');
  });

  test('who is not let in is told so, and another server than expected gets nothing', async () => {
    await expect(deliver({ 'feed.csv': 'x' }, { username: 'somebody-else' })).resolves.toEqual({
      kind: 'failed',
      error: '127.0.0.1 does not let somebody-else in: check user name, password and key.',
    });
    unlinkSync(join(server.root, 'feed.csv'));
    const outcome = await deliver({ 'feed.csv': 'x' }, { hostKey: `SHA256:${'A'.repeat(43)}` });
    expect(outcome).toMatchObject({ kind: 'failed', error: expect.stringContaining('shows another key') });
    expect(readdirSync(server.root)).not.toContain('feed.csv');
  });

  test('a server whose key nobody pinned gets nothing, and its key is told', async () => {
    const { hostKey, ...target } = server.target;
    const outcome = await deliverBySftp(target, { allowPrivateAddresses: true }).deliver(
      files.make({ 'unpinned.csv': 'x' }),
    );
    expect(outcome).toMatchObject({
      kind: 'failed',
      error: expect.stringContaining(`"hostKey": "${hostKey}"`),
    });
    expect(readdirSync(server.root)).not.toContain('unpinned.csv');
  });

  test('a feed that shrinks takes its old shards down, and nobody else’s files', async () => {
    const shards = { 'mine-0001.csv.gz': '1', 'mine-0002.csv.gz': '2', 'mine-0003.csv.gz': '3' };
    await deliver({ ...shards, 'mine-too-0002.csv.gz': 'x', 'mine-0002.tsv.gz': 'x', 'mine.csv.gz': 'x' });
    await expect(deliver({ 'mine-0001.csv.gz': 'new' })).resolves.toEqual({ kind: 'delivered' });
    expect(
      readdirSync(server.root)
        .filter((name) => name.startsWith('mine'))
        .sort(),
    ).toEqual(['mine-0001.csv.gz', 'mine-0002.tsv.gz', 'mine-too-0002.csv.gz', 'mine.csv.gz'].sort());
    expect(read('mine-0001.csv.gz')).toBe('new');
    expect(statSync(join(server.root, 'mine-0001.csv.gz')).mode & 0o022).toBe(0);
  });

  test('a server that falls silent halfway keeps the last good feed', async () => {
    const weak = await startSftpServer(512);
    try {
      const options = { allowPrivateAddresses: true, stalledAfterMs: 2_000 };
      const push = (content: string) =>
        deliverBySftp(weak.target, options).deliver(files.make({ 'feed.csv': content }));
      await expect(push('good')).resolves.toEqual({ kind: 'delivered' });
      await expect(push('x'.repeat(2_000_000))).resolves.toMatchObject({ kind: 'failed' });
      expect(readFileSync(join(weak.root, 'feed.csv'), 'utf8')).toBe('good');
    } finally {
      await weak.stop();
    }
  });

  test('a connection that breaks off halfway keeps the last good feed', async () => {
    await deliver({ 'feed.csv': 'good' });
    const line = createServer((near) => {
      const far = connect(server.target.port, server.target.host);
      let passed = 0;
      near.on('data', (chunk: Buffer) => {
        passed += chunk.length;
        if (passed > 500_000) near.destroy();
        else far.write(chunk);
      });
      far.on('data', (chunk: Buffer) => near.write(chunk));
      near.on('error', () => undefined).on('close', () => far.destroy());
      far.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
    const { port } = line.address() as AddressInfo;
    const outcome = await deliver({ 'feed.csv': 'x'.repeat(2_000_000) }, { port });
    await new Promise((resolve) => line.close(resolve));
    expect(outcome).toMatchObject({
      kind: 'failed',
      error: expect.stringContaining('broke the connection off'),
    });
    expect(read('feed.csv')).toBe('good');
  });
});

test('an address inside a private network is refused where such are not allowed, and nothing is connected to', async () => {
  const target = {
    kind: 'sftp',
    host: '127.0.0.1',
    port: 1,
    username: 'u',
    password: 'p',
    folder: '.',
  } as const;
  const options = { allowPrivateAddresses: false };
  const [file] = files.make({ 'feed.csv': 'x' });
  await expect(deliverBySftp(target, options).deliver([file!])).resolves.toMatchObject({
    error: expect.stringContaining('inside a private network'),
  });
  const named = { ...target, host: 'feeds.example' };
  const resolveAll = (_name: string, _options: unknown, done: (error: null, all: object[]) => void) =>
    done(null, [{ address: '10.0.0.7', family: 4 }]);
  await expect(
    deliverBySftp(named, { ...options, resolveAll: resolveAll as never }).deliver([file!]),
  ).resolves.toMatchObject({ error: expect.stringContaining('inside a private network') });
});
