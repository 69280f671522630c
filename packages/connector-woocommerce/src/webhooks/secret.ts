import { createHmac } from 'node:crypto';
import type { Shop } from '../shop/shop';

const PURPOSE = 'acp-hub:webhooks';

/** What the shop signs its webhooks with: derived, so that there is no further secret to enter or to keep. */
export const webhookSecret = ({
  config,
  companionSecret,
}: Pick<Shop, 'config' | 'companionSecret'>): string =>
  createHmac('sha256', companionSecret ?? config.consumer_secret)
    .update(PURPOSE)
    .digest('hex');
