import { allChecks, checksFor, examineConnector, failuresOf } from '../src';
import { createReferenceConnector } from './reference/reference-connector';
import { referenceHarness } from './reference/reference-harness';
import { inStore } from './mutants/mutant';

const reference = createReferenceConnector();
const idsOf = (checks: readonly { readonly id: string }[]) => checks.map(({ id }) => id);

/** Declares as little as the interface allows, and offers no more. */
const frugal = inStore(({ refundOrder: _r, parseWebhook: _p, handOffUrl: _h, ...store }) => ({
  ...store,
  ...({ refundOrder: undefined, parseWebhook: undefined, handOffUrl: undefined } as object),
}))({
  ...reference,
  capabilities: {
    placement: 'held',
    orderIdempotency: 'none',
    tax: 'estimate',
    stock: 'unchecked',
    orderUpdates: 'poll',
    deletions: 'unreported',
    coupons: false,
    refunds: 'none',
    handOff: false,
  },
});

describe('declared capabilities alone decide which checks run', () => {
  it('all but the one for connectors without coupons, where all is declared', () => {
    const left = idsOf(allChecks).filter((id) => !idsOf(checksFor(reference.capabilities)).includes(id));
    expect(left).toEqual(['quote.coupons_unsupported']);
  });

  it('those of what is not declared are left out, and the rest hold', async () => {
    const left = idsOf(allChecks).filter((id) => !idsOf(checksFor(frugal.capabilities)).includes(id));
    expect(left).toEqual([
      'catalogue.deletions_reported',
      'quote.stock',
      'quote.coupon_applied',
      'quote.coupon_rejected',
      'place.same_key_one_order',
      'place.same_key_at_once',
      'place.out_of_stock',
      'place.retries_place_once',
      'cancel.releases_stock',
      'refund.once',
      'refund.no_more_than_paid',
      'refund.unknown_outcome',
      'webhook.genuine',
      'webhook.forged',
      'webhook.duplicates',
      'hand_off.url',
    ]);
    const report = await examineConnector(referenceHarness(frugal, 2_000), { setups: ['usdNet'] });
    expect(failuresOf(report)).toEqual([]);
    expect(report.results).toHaveLength(allChecks.length - left.length);
  }, 60_000);

  it('a platform whose placement is final is held to the same rules', async () => {
    const harness = referenceHarness(createReferenceConnector({ placement: 'final' }), 2_000);
    const report = await examineConnector(harness, { setups: ['eurGross'] });
    expect(failuresOf(report)).toEqual([]);
  }, 60_000);
});
