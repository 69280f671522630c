import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { deliverToFolder } from '../../src/feeds/delivery/deliver-to-folder';
import { feedFiles } from '../support/feed-files';

const files = feedFiles();
afterAll(() => files.remove());

test('files are put in place whole, in a folder that is made where there is none', async () => {
  const path = join(files.folder, 'out/feeds');
  const delivery = deliverToFolder({ kind: 'folder', path });
  await expect(delivery.deliver(files.make({ 'a.csv': '1', 'b.csv': '2' }))).resolves.toEqual({
    kind: 'delivered',
  });
  await delivery.deliver(files.make({ 'a.csv': '3' }));
  expect(readdirSync(path).map((name) => [name, readFileSync(join(path, name), 'utf8')])).toEqual([
    ['a.csv', '3'],
    ['b.csv', '2'],
  ]);
});

test('when one file cannot be written, none takes its place', async () => {
  const path = join(files.folder, 'kept');
  const delivery = deliverToFolder({ kind: 'folder', path });
  await delivery.deliver(files.make({ 'a.csv': 'good', 'b.csv': 'good' }));
  mkdirSync(join(path, '.b.csv.uploading'));
  const outcome = await delivery.deliver(files.make({ 'a.csv': 'new', 'b.csv': 'new' }));
  expect(outcome).toMatchObject({ kind: 'failed', error: expect.stringContaining(path) });
  expect(readFileSync(join(path, 'a.csv'), 'utf8')).toBe('good');
  expect(existsSync(join(path, '.a.csv.uploading'))).toBe(false);
});

test('a name that leads out of the folder stays in it', async () => {
  const path = join(files.folder, 'inside');
  const [file] = files.make({ 'a.csv': 'x' });
  writeFileSync(join(files.folder, 'victim.csv'), 'mine');
  await deliverToFolder({ kind: 'folder', path }).deliver([{ ...file!, name: '../victim.csv' }]);
  expect(readFileSync(join(files.folder, 'victim.csv'), 'utf8')).toBe('mine');
});

test('what is called like a file of the feed, and is none, stays', async () => {
  const path = join(files.folder, 'archive');
  const delivery = deliverToFolder({ kind: 'folder', path });
  await delivery.deliver(files.make({ 'a-0001.csv': '1', 'a-0002.csv': '2', 'a-0003.csv': '3' }));
  const others = ['a-2025.csv', 'a-20261130.csv', 'a-0005.csv', 'a-0002.tsv', 'a-2.csv'];
  for (const name of others) writeFileSync(join(path, name), 'mine');
  await delivery.deliver(files.make({ 'a-0001.csv': '4' }));
  expect(readdirSync(path).sort()).toEqual(['a-0001.csv', ...others].sort());
});

test('a link that lies where a draft is written is not followed', async () => {
  const path = join(files.folder, 'linked');
  const victim = join(files.folder, 'somebody-elses');
  writeFileSync(victim, 'mine');
  mkdirSync(path);
  symlinkSync(victim, join(path, '.a.csv.uploading'));
  await expect(
    deliverToFolder({ kind: 'folder', path }).deliver(files.make({ 'a.csv': '1' })),
  ).resolves.toEqual({
    kind: 'delivered',
  });
  expect(readFileSync(victim, 'utf8')).toBe('mine');
  expect(lstatSync(join(path, 'a.csv')).isFile()).toBe(true);
});
