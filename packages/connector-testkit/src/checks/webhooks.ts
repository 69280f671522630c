import assert from 'node:assert/strict';
import type { ConnectorCapabilities, PlatformEvent, Store, WebhookRequest } from '@acp-hub/connector';
import { checksOf } from '../check';
import type { Facts } from '../facts';
import type { TenantScene } from '../scene';
import { buyOne } from '../shopping';

const hasWebhooks = ({ orderUpdates }: ConnectorCapabilities): boolean => orderUpdates === 'webhook';

function parse(store: Store, request: WebhookRequest): PlatformEvent | undefined {
  if (store.parseWebhook === undefined)
    return assert.fail('the connector declares webhooks and has no parseWebhook');
  return store.parseWebhook(request);
}

/** At least two webhooks about one order: bought, then shipped. */
async function webhooksOf({ store, backDoor }: TenantScene, facts: Facts) {
  const { platformOrderId } = (await buyOne(store, facts)).placed;
  await backDoor.shipOrder(platformOrderId, { carrier: 'UPS', trackingNumber: '1Z999' });
  const requests = (await backDoor.webhooksAbout?.(platformOrderId)) ?? [];
  assert.ok(requests.length > 1, 'nothing was checked: webhooksAbout must give at least two webhooks');
  return { platformOrderId, requests };
}

const withBody = (request: WebhookRequest, change: (text: string) => string): WebhookRequest => ({
  ...request,
  body: Buffer.from(change(request.body.toString())),
});

/** Headers that change nothing about who sent a request. */
const ORDINARY_HEADERS = new Set(['content-type', 'content-length', 'host', 'connection', 'user-agent']);

export const webhookChecks = checksOf('Webhooks')({
  'webhook.genuine': {
    title: 'A genuine webhook names the order it is about.',
    appliesTo: hasWebhooks,
    async run({ first, facts }) {
      const { platformOrderId, requests } = await webhooksOf(first, facts);
      for (const request of requests)
        assert.deepEqual(parse(first.store, request)?.subject, { kind: 'order', platformOrderId });
    },
  },
  'webhook.forged': {
    title: 'A changed body, a missing signature and another merchant’s signature are not accepted.',
    appliesTo: hasWebhooks,
    async run({ first, second, facts }) {
      const { requests } = await webhooksOf(first, facts);
      const [genuine] = requests;
      assert.ok(genuine);
      const headers = Object.entries(genuine.headers).filter(([name]) => ORDINARY_HEADERS.has(name));
      const forgeries = {
        'a changed body': withBody(genuine, (text) => `${text} `),
        'another body': withBody(genuine, () => '{}'),
        'no signature': { ...genuine, headers: Object.fromEntries(headers) },
      };
      for (const [what, request] of Object.entries(forgeries))
        assert.equal(parse(first.store, request), undefined, `${what} was accepted`);
      assert.equal(parse(second.store, genuine), undefined, 'another merchant’s webhook was accepted');
    },
  },
  'webhook.duplicates': {
    title:
      'The same webhook twice has one id; different events have different ids, in whatever order they come.',
    appliesTo: hasWebhooks,
    async run({ first, facts }) {
      const { requests } = await webhooksOf(first, facts);
      const idsOf = (list: readonly WebhookRequest[]) =>
        list.map(
          (request) => parse(first.store, request)?.id ?? assert.fail('a genuine webhook was refused'),
        );
      const ids = idsOf(requests);
      assert.equal(new Set(ids).size, ids.length, 'two events share an id');
      assert.deepEqual(
        idsOf([...requests].reverse()).reverse(),
        ids,
        'an event’s id depends on when it is read',
      );
    },
  },
});
