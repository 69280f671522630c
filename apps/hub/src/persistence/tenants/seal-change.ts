import type { SecretChange } from '../../tenants/ports';
import { signatureSecretContext } from '../agents/agent-repository';
import { configContext, paymentConfigContext } from '../connections/connection-repository';
import type { Sealing } from '../sealing';
import { webhookSecretContext } from '../webhooks/outbox-repository';

/** A new secret as it is stored, and whose row it belongs to. */
export function sealChange(
  sealing: Sealing,
  change: SecretChange,
): { readonly id: string; readonly sealed: Buffer } {
  switch (change.kind) {
    case 'webhook':
      return {
        id: change.agentId,
        sealed: sealing.sealWithTenantKey(change.secret, webhookSecretContext(change.agentId)),
      };
    case 'signature':
      return {
        id: change.agentId,
        sealed: sealing.sealWithTenantKey(change.secret, signatureSecretContext(change.agentId)),
      };
    case 'config':
      return {
        id: change.connectionId,
        sealed: sealing.sealWithTenantKey(change.value, configContext(change.connectionId)),
      };
    case 'payment_config':
      return {
        id: change.connectionId,
        sealed: sealing.sealWithTenantKey(change.value, paymentConfigContext(change.connectionId)),
      };
  }
}
