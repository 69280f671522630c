import type { Mode } from '../agents/agent';
import { ProvisioningError } from './provisioning-error';

/** @throws ProvisioningError where an operator's own token does not show its mode, or could be guessed. */
export function checkToken(token: string, mode: Mode): void {
  if (new RegExp(`^acp_${mode}_[\\w.~+/-]{32,200}$`).test(token)) return;
  throw new ProvisioningError(
    `A ${mode} token is acp_${mode}_ and 32 random letters, digits, "-" or "_" at least.`,
  );
}
