import type { SecretChange } from '../../tenants/ports';
import { signatureSecretContext } from '../agents/agent-repository';
import { configContext, paymentConfigContext } from '../connections/connection-repository';
import type { Sealing } from '../sealing';
import { webhookSecretContext } from '../webhooks/outbox-repository';

/** What ties a secret to its place, by the id of whose it is. */
const contexts: Readonly<Record<SecretChange['kind'], (id: string) => string>> = {
  webhook: webhookSecretContext,
  signature: signatureSecretContext,
  config: configContext,
  payment_config: paymentConfigContext,
};

/** A new secret as it is stored, and whose row it belongs to. */
export function sealChange(sealing: Sealing, change: SecretChange) {
  const { id, value } =
    'agentId' in change
      ? { id: change.agentId, value: change.secret }
      : { id: change.connectionId, value: change.value };
  return { id, sealed: sealing.sealWithTenantKey(value, contexts[change.kind](id)) };
}
