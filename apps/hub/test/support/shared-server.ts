import type { EmbeddedPostgres } from '../../src/persistence/embedded';

const URL_VARIABLE = 'ACP_HUB_TEST_POSTGRES';
const RUN_VARIABLE = 'ACP_HUB_TEST_RUN';

/** As many as projects of the run have set it up. */
const uses: EmbeddedPostgres[] = [];

/** The run's database server: known to jest's main process as itself, to its workers by the environment. */
export const sharedServer = {
  publish(server: EmbeddedPostgres): void {
    uses.push(server);
    process.env[URL_VARIABLE] = server.url;
    process.env[RUN_VARIABLE] = String(process.pid);
  },

  /** A superuser's URL of the server, and the number of the run that databases are named after. */
  read(): { url: string; run: string } {
    const url = process.env[URL_VARIABLE];
    const run = process.env[RUN_VARIABLE];
    if (!url || !run)
      throw new Error('No database server: run jest from the root, with the project "hub" selected.');
    return { url, run };
  },

  async stop(): Promise<void> {
    await uses.pop()?.stop();
  },
};
