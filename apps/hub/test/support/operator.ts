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
