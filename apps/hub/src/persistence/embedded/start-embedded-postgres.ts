import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { installBinaries } from './binaries';
import { openCluster } from './cluster';
import { APPLICATION_ROLE } from '../../application-role';
import { prepareDatabase } from './prepare-database';
import { socketUrl, SUPERUSER } from './socket';
import { keepRunning, type Logger } from './watch';

const DATABASE = 'hub';

export type EmbeddedPostgresOptions = {
  /** Folder for the data and the programs (60 MB); created when missing. */
  readonly dataDir: string;
  readonly logger: Logger;
  /** PostgreSQL settings (`-c name=value`), for a server that this call starts. */
  readonly settings?: Readonly<Record<string, string>>;
};

export type EmbeddedPostgres = {
  /** Database `hub` as the superuser, who owns it: for migrations. */
  readonly url: string;
  /** Database `hub` as the role that owns nothing and that row-level security binds: for everything else. */
  readonly appUrl: string;
  /** Ends this use of the server, and the server too unless another process uses it. Close pools first. */
  stop(): Promise<void>;
};

/**
 * Starts PostgreSQL on `dataDir`, or joins the one that runs there: left by a hub that was killed, or in use by
 * another. It listens on a Unix socket alone. While in use it is watched, and started again should it die.
 *
 * Rejects with an error for the operator where there are no binaries for the platform, the folder cannot be
 * used, or PostgreSQL does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const binaries = installBinaries(dataDir);
  const directory = openCluster(binaries, dataDir);
  const stop = await keepRunning(
    { binaries, directory, settings: options.settings ?? {} },
    options.logger,
    (client) => prepareDatabase(client, DATABASE),
  );
  return {
    url: socketUrl(directory, SUPERUSER, DATABASE),
    appUrl: socketUrl(directory, APPLICATION_ROLE, DATABASE),
    stop,
  };
}
