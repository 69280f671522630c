import { runHub } from '../../src/cli/run-hub';

/** The operator's command line on the given environment, run in this process. */
export const operatorOf =
  (environment: NodeJS.ProcessEnv) =>
  async (parameters: readonly string[], stdin = '') => {
    let out = '';
    let error = '';
    const code = await runHub(parameters, {
      environment,
      readStdin: async () => stdin,
      write: (text) => void (out += text),
      writeError: (text) => void (error += text),
    });
    const json = () => {
      if (out === '') throw new Error(error);
      return JSON.parse(out);
    };
    return { code, out, error, json };
  };

/** The command line on the database and with the key of a hub under test. */
export const commandLineOf = (
  database: { readonly appUrl: string; readonly url: string },
  environment: NodeJS.ProcessEnv = {},
) =>
  operatorOf({
    DATABASE_URL: database.appUrl,
    DATABASE_MIGRATION_URL: database.url,
    HUB_ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    HUB_ALLOW_PRIVATE_ADDRESSES: 'true',
    ...environment,
  });
