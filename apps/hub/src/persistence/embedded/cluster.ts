import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { giveToServer, serverUid, withDirectory } from './account';
import { buildFolder } from './build-folder';
import { SUPERUSER } from './socket';

const INITDB_OPTIONS = [
  `--username=${SUPERUSER}`,
  '--auth=trust', // over the socket alone, and that lies in a folder only its owner may enter
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
];

function initialise(binaries: string, directory: string): void {
  mkdirSync(directory, { mode: 0o700 });
  giveToServer(directory);
  const result = withDirectory(directory, 'pipe', (name, options) =>
    spawnSync(join(binaries, 'bin', 'initdb'), ['-D', name, ...INITDB_OPTIONS], {
      ...options,
      encoding: 'utf8',
    }),
  );
  if (result.status === 0) return;
  throw new Error(
    `The embedded PostgreSQL could not create its data in ${directory}: ` +
      `${result.error?.message ?? result.stderr.trim()}\nMend that, or set DATABASE_URL to a server of your own.`,
  );
}

/** The PostgreSQL data directory in `dataDir`, created when missing. */
export function openCluster(binaries: string, dataDir: string): string {
  const directory = join(dataDir, 'cluster');
  buildFolder(directory, (draft) => initialise(binaries, draft));
  const owner = statSync(directory).uid;
  if (owner !== serverUid) {
    throw new Error(
      `${directory} belongs to uid ${owner}, but PostgreSQL would run as uid ${serverUid}: ` +
        'start the hub as the user who started it first, or choose another HUB_DATA_DIR.',
    );
  }
  return directory;
}
