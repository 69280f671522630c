import { hash } from 'node:crypto';
import { bodyDigest, inspectJson, type AcpVersion } from '@acp-hub/acp';
import type { Agent } from '../agents/agent';
import type { KeyedRequest } from '../checkout/ports';
import { AcpFault, fault } from './fault';

const LONGEST_KEY = 255;

/** Keys are required from 2026-04-17 on; before, create, update and cancel may run unprotected. */
const needsKey = (version: AcpVersion, agent: Agent): boolean =>
  version >= '2026-04-17' || agent.profile === 'openai';

/**
 * What the key, the caller and the body make together (RFC agentic_checkout §6).
 * @param derived stands in for a key that an older version did not send; `undefined` runs unprotected.
 * @throws AcpFault without a key where one is required, and on a body that has no canonical form.
 */
export function keyedRequest(
  agent: Agent,
  version: AcpVersion,
  path: string,
  header: string | undefined,
  body: unknown,
  derived?: string,
): KeyedRequest | undefined {
  const unstorable = inspectJson(body);
  if (unstorable !== undefined) throw new AcpFault(unstorable);
  const digest = Buffer.from(bodyDigest(body ?? null), 'hex');
  const key =
    header ??
    (needsKey(version, agent) ? undefined : derived && `derived:${derived}:${digest.toString('hex')}`);
  if (header === '' || (key === undefined && needsKey(version, agent))) {
    throw fault(
      'idempotency_key_required',
      'Send the header Idempotency-Key with a new value for each operation, and the same one when you retry.',
    );
  }
  if (key === undefined) return undefined;
  if (header !== undefined && header.length > LONGEST_KEY) {
    throw fault('invalid', `Idempotency-Key takes at most ${LONGEST_KEY} characters.`);
  }
  return {
    scope: hash('sha256', JSON.stringify([agent.agentId, agent.connectionId, path, key]), 'buffer'),
    digest,
  };
}
