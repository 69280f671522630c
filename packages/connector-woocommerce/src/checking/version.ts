import type { Finding } from '@acp-hub/connector';
import { z } from 'zod';
import { unexpected } from '../rest/refusal';
import type { Shop } from '../shop/shop';
import { problem } from './finding';

/** 9.9 is the first to keep `created_via`, by which the hub finds its orders again. */
const OLDEST: readonly [number, number] = [9, 9];

const status = z.object({ environment: z.object({ version: z.string() }) });

export async function checkVersion({ rest }: Shop): Promise<Finding[]> {
  const query = { _fields: 'environment' };
  const answer = await rest.call({ method: 'GET', path: 'system_status', query, answer: status });
  if (answer.kind === 'refused') throw unexpected('its version', answer);
  const { version } = answer.value.environment;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  return isOld
    ? [
        problem(
          'version_too_old',
          `The shop runs WooCommerce ${version}; ${OLDEST.join('.')} or later is needed. Update it under Plugins.`,
        ),
      ]
    : [];
}
