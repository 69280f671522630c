import type { Store } from '@acp-hub/connector';
import { createInProcessContext } from '@acp-hub/connector-http';
import { secretOf } from '../../../apps/demo-store/test/support/running-store';
import { customConnector } from '../src';
import { openStoreWorld, type StoreWorld } from './support/store-world';

let world: StoreWorld;
let running: StoreWorld['running'];
let transport: StoreWorld['transport'];
let connect: StoreWorld['connect'];
let store: StoreWorld['store'];
let answerNext: StoreWorld['answerNext'];
let rawQuote: StoreWorld['rawQuote'];
beforeEach(async () => {
  world = await openStoreWorld();
  ({ running, transport, connect, store, answerNext, rawQuote } = world);
});
afterEach(() => world.close());

describe('check', () => {
  test('of a good store', async () => {
    expect(await store.check()).toEqual({
      ok: true,
      facts: { name: 'Cascade Outfitters', currency: 'USD', pricesIncludeTax: false },
      findings: [],
    });
  });

  const findings = async (candidate: Store) => {
    const { ok, findings } = await candidate.check();
    return {
      ok,
      codes: findings.map(({ code }) => code),
      text: findings.map(({ message }) => message).join(),
    };
  };

  test('with a wrong secret', async () => {
    expect(await findings(connect('not the secret of cascade'))).toMatchObject({
      ok: false,
      codes: ['credentials_rejected'],
    });
  });

  test('with a clock that is wrong', async () => {
    const late = { now: () => new Date(running.clock.now().getTime() - 3_600_000) };
    const config = { base_url: `${running.url}/cascade`, secret: secretOf('cascade') };
    const found = await findings(
      customConnector.connect(config, createInProcessContext({ transport, clock: late })),
    );
    expect(found).toMatchObject({ ok: false, codes: ['credentials_rejected'] });
    expect(found.text).toContain('check the clock');
  });

  test('at a wrong address', async () => {
    const found = await findings(connect(secretOf('cascade'), '/cascade/v2'));
    expect(found.ok).toBe(false);
    running.faults.inject('cascade', 'getStore', { kind: 'answer', status: 404, body: { error: 'nope' } });
    const foreign = await findings(store);
    expect(foreign).toMatchObject({ ok: false, codes: ['not_the_contract'] });
    expect(foreign.text).toContain('check that the base URL is the store’s contract');
  });

  test('with sums that do not add up, another version, an empty shelf', async () => {
    const quote = await rawQuote();
    answerNext('createQuote', { ...quote, totals: { ...quote.totals, tax: 1 } });
    expect(await findings(store)).toMatchObject({ ok: false, codes: ['not_the_contract'] });
    const { body } = await running.at('cascade').get('/store');
    answerNext('getStore', { ...body, contract_version: '2030-01-01' });
    answerNext('listProducts', { items: [], deleted_ids: [] });
    expect(await findings(store)).toMatchObject({
      ok: true,
      codes: ['other_contract_version', 'no_products'],
    });
  });
});
