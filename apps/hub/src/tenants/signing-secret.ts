import { randomBytes } from 'node:crypto';
import { ProvisioningError } from './provisioning-error';

const FEWEST_CHARACTERS = 16;

/**
 * A shared secret for signatures: the one given, or 256 random bits where none is.
 * @throws ProvisioningError where the one given could be guessed.
 */
export function signingSecret(given: string | undefined, name: string): string {
  if (given === undefined) return `whsec_${randomBytes(32).toString('base64url')}`;
  if (given.length >= FEWEST_CHARACTERS && given.trim() !== '') return given;
  throw new ProvisioningError(
    `A ${name} is ${FEWEST_CHARACTERS} random characters at least; leave it out, and the hub makes one.`,
  );
}
