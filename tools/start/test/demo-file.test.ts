import { merchants } from '@acp-hub/demo-store';
import { fixedTokens } from '@acp-hub/fake-psp';
import { describeDemo } from '../src/demo-file';

const agent = (token: string) => ({ name: token, profile: 'spec' as const, token });
const seeded = (slug: string, token: string) => ({
  slug,
  secret: 's',
  ingressPath: '/ingress/1',
  agents: [agent(token)],
});

test('demo.json names everything a buyer needs, of the merchant in US dollars', () => {
  const [merchant] = merchants;
  const urls = { hub: 'http://localhost:1', store: 'http://localhost:2', inbox: 'http://localhost:3' };

  const demo = describeDemo(merchant!, [seeded('cascade', 'first'), seeded('lindenhof', 'second')], urls);

  expect(demo).toMatchObject({
    base_url: urls.hub,
    store_url: urls.store,
    currency: 'USD',
    agents: [agent('first')],
    other_merchant: { token: 'second' },
    webhooks: { received_url: 'http://localhost:3/received' },
  });
  expect(Object.keys(demo.items)).toEqual(['in_stock', 'limited', 'out_of_stock', 'digital', 'variant']);
  expect(Object.keys(demo.coupons).sort()).toEqual(['expired', 'minimum', 'valid']);
  expect(Object.keys(demo.address).sort()).toEqual([
    'city',
    'country',
    'line_one',
    'name',
    'postal_code',
    'state',
  ]);
  expect(Object.values(demo.payment_tokens).map((token) => fixedTokens[token])).toEqual([
    'approve',
    'decline',
    'require_3ds',
    'timeout_after',
  ]);
});
