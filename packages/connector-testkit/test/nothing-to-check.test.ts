import { allChecks, type Facts, type Harness, type RunningShop } from '../src';
import { runCheck } from '../src/run-check';
import type { ReferenceConfig } from './reference/reference-connector';
import { referenceHarness } from './reference/reference-harness';

type Shop = RunningShop<ReferenceConfig>;

function harnessWith(facts: Partial<Facts>, change: (shop: Shop) => Shop = (shop) => shop) {
  const harness = referenceHarness(undefined, 2_000);
  const { usdNet } = harness.setups;
  const changed = {
    facts: { ...usdNet.facts, ...facts },
    start: async () => change(await usdNet.start()),
  };
  return { ...harness, setups: { ...harness.setups, usdNet: changed } } satisfies Harness<ReferenceConfig>;
}

const { facts } = referenceHarness().setups.usdNet;
const { coupons: _coupons, ...factsWithoutCoupons } = facts;
const harnessWithoutCoupons = () => {
  const harness = harnessWith({});
  const usdNet = { ...harness.setups.usdNet, facts: factsWithoutCoupons };
  return { ...harness, setups: { ...harness.setups, usdNet } };
};

const mute = (shop: Shop): Shop => ({
  ...shop,
  first: { ...shop.first, backDoor: { ...shop.first.backDoor, webhooksAbout: async () => [] } },
});

/** A shop of one page is the neighbour's. */
const small = (shop: Shop): Shop => ({ ...shop, first: shop.second });

describe('a check with nothing to check fails', () => {
  it.each([
    ['no example without a coupon', harnessWith({ examples: [] }), 'quote.known_prices'],
    [
      'no example with a coupon',
      harnessWith({ examples: facts.examples.slice(0, 1) }),
      'quote.coupon_applied',
    ],
    ['no coupons stated', harnessWithoutCoupons(), 'quote.coupon_rejected'],
    ['one page of products', harnessWith({}, small), 'catalogue.every_product_once'],
    ['no webhooks', harnessWith({}, mute), 'webhook.genuine'],
    [
      'no secrets named',
      harnessWith({}, (shop) => ({ ...shop, first: { ...shop.first, secrets: [] } })),
      'faults.no_secrets',
    ],
    [
      'no tax at the taxed address',
      harnessWith({ addresses: { ...facts.addresses, taxed: { ...facts.addresses.taxed, country: 'AQ' } } }),
      'quote.gross_or_net',
    ],
    [
      'a foreign item that nobody sells',
      harnessWith({ foreignItem: { ...facts.foreignItem, productId: 'nothing' } }),
      'tenants.catalogue_apart',
    ],
  ])('with %s', async (_name, harness, id) => {
    const check = allChecks.find((candidate) => candidate.id === id)!;
    await expect(runCheck(harness, 'usdNet', check)).rejects.toThrow(/^nothing was checked/);
  });
});
