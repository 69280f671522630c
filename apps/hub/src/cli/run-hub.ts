import { CommanderError } from 'commander';
import { ConfigError } from '../config/load-config';
import { explainFailure } from '../explain-failure';
import { KeyRingError } from '../persistence/key-ring-error';
import { ProvisioningError } from '../tenants/provisioning-error';
import { EXIT, type ExitCode } from './exit-code';
import { createProgram } from './program';
import type { Surroundings } from './surroundings';
import { UsageError } from './usage-error';

/** Of the command line or the environment. */
const MISTAKES = [UsageError, ConfigError, KeyRingError];

/** Runs one command of the operator's: `hub <parameters>`. Never throws; mistakes are said on standard error. */
export async function runHub(parameters: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  try {
    await createProgram(surroundings).parseAsync([...parameters], { from: 'user' });
    return EXIT.done;
  } catch (error) {
    // Commander has said what it found, or shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    surroundings.writeError(`${explainFailure(error)}\n`);
    if (error instanceof ProvisioningError) return EXIT.refused;
    return MISTAKES.some((kind) => error instanceof kind) ? EXIT.usage : EXIT.failed;
  }
}
