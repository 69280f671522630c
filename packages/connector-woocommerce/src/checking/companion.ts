import { timingSafeEqual, randomUUID } from 'node:crypto';
import type { Finding } from '@acp-hub/connector';
import { z } from 'zod';
import { COMPANION_NAMESPACE } from '../companion/namespace';
import { signWith } from '../companion/proof';
import type { Shop } from '../shop/shop';
import { hint, problem } from './finding';

const status = z.object({ version: z.string(), enabled: z.boolean(), proof: z.string() });

/** Whether the companion plugin is there where it is needed, switched on, and of one secret with the hub. */
export async function checkCompanion(
  { rest, companionSecret }: Shop,
  namespaces: readonly string[],
): Promise<Finding[]> {
  const isThere = namespaces.includes(COMPANION_NAMESPACE);
  if (companionSecret === undefined)
    return isThere
      ? [
          hint(
            'companion_unused',
            'The companion plugin is installed, and this connection does without it: with the connector woocommerce-companion the shop’s own checkout places the orders.',
          ),
        ]
      : [];
  if (!isThere)
    return [
      problem(
        'companion_missing',
        'The companion plugin does not answer: install and activate it, or use the connector woocommerce.',
      ),
    ];
  const challenge = randomUUID();
  const answer = await rest.call({
    method: 'GET',
    namespace: COMPANION_NAMESPACE,
    path: 'status',
    query: { challenge },
    answer: status,
  });
  if (answer.kind === 'refused')
    return [problem('companion_missing', `The companion plugin: ${answer.message}`)];
  const findings: Finding[] = [];
  if (!answer.value.enabled)
    findings.push(
      problem(
        'companion_off',
        'Switch ACP Hub on under WooCommerce → Settings → Payments: it takes no orders.',
      ),
    );
  if (!isSame(answer.value.proof, signWith(companionSecret, `status:${challenge}`)))
    findings.push(
      problem(
        'companion_secret',
        'The shop has another shared secret than the hub: enter the same one on both sides.',
      ),
    );
  return findings;
}

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
