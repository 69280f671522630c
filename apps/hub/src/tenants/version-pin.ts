import { acpVersions, negotiateVersion, type AcpVersion } from '@acp-hub/acp';
import { ProvisioningError } from './provisioning-error';

/** A protocol version as an operator writes it. @throws ProvisioningError where this hub does not speak it. */
export function readVersionPin(text: string): AcpVersion {
  const negotiated = negotiateVersion(text);
  if (negotiated.ok) return negotiated.version;
  throw new ProvisioningError(
    `"${text}" is no protocol version of this hub; it speaks ${acpVersions.join(', ')}.`,
  );
}
