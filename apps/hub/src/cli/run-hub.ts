import { CommanderError } from 'commander';
import { ConfigError } from '../config/load-config';
import { isError } from '../is-error';
import { ProvisioningError } from '../tenants/provisioning-error';
import { EXIT, type ExitCode } from './exit-code';
import { createProgram } from './program';
import type { Surroundings } from './surroundings';
import { UsageError } from './usage-error';

/** Runs one command of the operator's: `hub <parameters>`. Never throws; mistakes are said on standard error. */
export async function runHub(parameters: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  try {
    await createProgram(surroundings).parseAsync([...parameters], { from: 'user' });
    return EXIT.done;
  } catch (error) {
    // Commander has said what it found, or shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    surroundings.writeError(`${explain(error)}\n`);
    if (error instanceof ProvisioningError) return EXIT.refused;
    return error instanceof UsageError || error instanceof ConfigError ? EXIT.usage : EXIT.failed;
  }
}

/** Node's words for a connection that fails say neither whose it is nor what to do, and those for several none at all. */
function explain(error: unknown): string {
  if (!isError(error)) return String(error);
  const isUnreachable =
    'code' in error && ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT'].includes(String(error.code));
  return isUnreachable
    ? `The database cannot be reached (${String(error.code)}): is it running, and is DATABASE_URL right?`
    : error.message;
}
