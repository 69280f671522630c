import type { ConnectContext } from '@acp-hub/connector';
import { z } from 'zod';
import type { WoocommerceConfig } from '../config';
import { unexpected } from '../rest/refusal';
import type { RestApi } from '../rest/rest-api';
import { remember } from '../shop/remember';

/** WooCommerce gets younger now and then. */
const KEPT_FOR_MS = 24 * 60 * 60 * 1_000;

/**
 * Whether the shop lists variations across products, as WooCommerce does from 10.3 on; asked once a day, by a call of
 * its own, so that every page of a walk knows.
 */
export const recallListsAcross = (config: WoocommerceConfig, rest: RestApi, context: ConnectContext) =>
  remember(config, context, {
    key: 'lists-variations-across',
    value: z.boolean(),
    keptForMs: KEPT_FOR_MS,
    read: () => listsAcross(rest),
  });

async function listsAcross(rest: RestApi): Promise<boolean> {
  const query = { per_page: 1, _fields: 'id' };
  const answer = await rest.call({ method: 'GET', path: 'variations', query, answer: z.array(z.unknown()) });
  if (answer.kind === 'refused' && answer.code !== 'rest_no_route')
    throw unexpected('its variations', answer);
  return answer.kind === 'ok';
}
