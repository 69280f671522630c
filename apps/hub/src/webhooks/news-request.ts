import {
  codecOf,
  MERCHANT_SIGNATURE_HEADER,
  negotiateVersion,
  newestVersion,
  signLegacyWebhook,
  signWebhook,
  type AcpVersion,
} from '@acp-hub/acp';
import { viewOf } from '../orders/order-view';
import { merchantSignatureHeader } from './merchant-header-name';
import type { ClaimedNews, WebhookEndpoint, WebhookRequest } from './ports';

/** The whole order in the agent's version, named and signed as its profile wants. */
export function newsRequest(news: ClaimedNews, endpoint: WebhookEndpoint, now: Date): WebhookRequest {
  const { order } = news;
  const event = codecOf(versionOf(endpoint.apiVersion ?? order.apiVersion)).encodeOrderEvent({
    kind: news.event === 'order_create' ? 'create' : 'update',
    view: viewOf(order),
    naming: endpoint.profile === 'openai' ? 'openai' : 'specification',
  });
  const body = JSON.stringify(event);
  return {
    url: endpoint.url,
    body,
    mode: order.mode,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'acp-hub',
      'request-id': news.outboxId,
      timestamp: now.toISOString(),
      ...signature(endpoint, order.merchant.name, body, now),
    },
  };
}

/** The specification's way, or that of OpenAI's documentation and the versions before 2026-04-17. */
function signature(
  { profile, secret }: WebhookEndpoint,
  merchantName: string,
  body: string,
  now: Date,
): Record<string, string> {
  switch (profile) {
    case 'spec':
      return { [MERCHANT_SIGNATURE_HEADER]: signWebhook(body, secret, now.getTime()) };
    case 'openai':
    case 'legacy': {
      const { name, value } = signLegacyWebhook(body, secret, merchantSignatureHeader(merchantName));
      return { [name]: value };
    }
  }
}

function versionOf(text: string): AcpVersion {
  const negotiated = negotiateVersion(text);
  return negotiated.ok ? negotiated.version : newestVersion;
}
