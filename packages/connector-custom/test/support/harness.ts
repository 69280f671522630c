import { createInProcessContext, createTransport, type OwnedTransport } from '@acp-hub/connector-http';
import type { Facts, Harness, RunningShop, Setup, Tenant } from '@acp-hub/connector-testkit';
import { createDemoStore, Faults, type Merchant } from '@acp-hub/demo-store';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSink } from '../../../../apps/demo-store/test/support/event-sink';
import { customConnector, type CustomConfig } from '../../src';
import { backDoorOf } from './back-door';
import { openDoor, type Door } from './door';
import { factsOf, merchantOf, neighbourOf } from './facts';

const DEADLINE_MS = 1_500;

async function startShop(merchant: Merchant): Promise<RunningShop<CustomConfig>> {
  const merchants = [merchant, neighbourOf(merchant)];
  const dataDirectory = await mkdtemp(join(tmpdir(), 'conformance-'));
  const sink = await startSink();
  const faults = new Faults();
  const secretOf = (slug: string) => `the secret of ${slug}`;
  const store = await createDemoStore({
    dataDirectory,
    merchants,
    faults,
    pageSize: 5,
    access: Object.fromEntries(
      merchants.map(({ slug }) => [slug, { secret: secretOf(slug), eventsUrl: sink.url }]),
    ),
  });
  const url = await store.listen();
  const transports: OwnedTransport[] = [];
  const doors: Door[] = [];

  const tenantOf = async (owner: Merchant): Promise<Tenant<CustomConfig>> => {
    const door = await openDoor(Number(new URL(url).port));
    doors.push(door);
    const transport = createTransport({
      allowPrivateAddresses: true,
      allowPlainHttp: true,
      deadlineMs: DEADLINE_MS,
    });
    transports.push(transport);
    const config = { base_url: `${door.url}/${owner.slug}`, secret: secretOf(owner.slug) };
    return {
      config,
      wrongConfig: { ...config, secret: 'the secret of nobody at all' },
      secrets: [config.secret],
      context: createInProcessContext({ transport }),
      backDoor: backDoorOf({ merchant: owner, office: store.backOffice(owner.slug), faults, sink, door }),
    };
  };
  return {
    first: await tenantOf(merchants[0]!),
    second: await tenantOf(merchants[1]!),
    async stop() {
      await Promise.all(transports.map((transport) => transport.close()));
      await Promise.all(doors.map((door) => door.shut()));
      await store.close();
      await sink.close();
      await rm(dataDirectory, { recursive: true });
    },
  };
}

const setupOf = (slug: string, choice: Parameters<typeof factsOf>[1]): Setup<CustomConfig> => {
  const merchant = merchantOf(slug);
  const facts: Facts = factsOf(merchant, choice);
  return { facts, start: () => startShop(merchant) };
};

/** The demo store's three shops: net dollars, gross euros, yen. The examples are worked out by hand. */
export const demoStoreHarness: Harness<CustomConfig> = {
  connector: customConnector,
  setups: {
    usdNet: setupOf('cascade', {
      second: 'tamarack-mug-cream',
      address: {
        name: 'Ada Fields',
        lineOne: '548 Market St',
        city: 'San Francisco',
        state: 'CA',
        country: 'US',
        postalCode: '94104',
      },
      otherCurrency: 'GBP',
      examples: [
        // 7.25% of 18.00 is 1.305; ground delivery 7.95, not taxed in California.
        {
          items: { 'tamarack-mug-cream': 1 },
          lines: [{ base: 1800, discount: 0, tax: 131 }],
          total: 1800 + 131 + 795,
        },
        // 10% of 134.85 is 13.485, cut to 13.48; 7.25% of 121.37 is 8.799; free delivery from 75.00.
        {
          items: { 'ember-stove': 3 },
          coupons: ['TRAIL10'],
          lines: [{ base: 13_485, discount: 1348, tax: 880 }],
          total: 12_137 + 880,
        },
      ],
    }),
    eurGross: setupOf('lindenhof', {
      second: 'geschirrtuch-3',
      address: {
        name: 'Jonas Weber',
        lineOne: 'Schillerstraße 4',
        city: 'München',
        country: 'DE',
        postalCode: '80336',
      },
      otherCurrency: 'GBP',
      examples: [
        // 24.00 holds 3.8319 at 19%; delivery 4.90 with VAT.
        {
          items: { 'steingut-becher-weiss': 1 },
          lines: [{ base: 2017, discount: 0, tax: 383 }],
          total: 2400 + 490,
        },
        // 84.00 hold 5.495 at 7%, 75.60 hold 4.946; free delivery from 60.00.
        {
          items: { brotbackbuch: 3 },
          coupons: ['HALLO10'],
          lines: [{ base: 7850, discount: 785, tax: 495 }],
          total: 7560,
        },
      ],
    }),
    jpy: setupOf('hoshino', {
      second: 'kumo-plain',
      address: {
        name: 'Yui Tanaka',
        lineOne: '2-11-3 Meguro',
        city: 'Meguro-ku',
        state: '13',
        country: 'JP',
        postalCode: '153-0063',
      },
      otherCurrency: 'GBP',
      examples: [
        // ¥1,960 hold ¥178.18 at 10%; delivery ¥880.
        {
          items: { 'letter-set-sakura': 2 },
          lines: [{ base: 1782, discount: 0, tax: 178 }],
          total: 1960 + 880,
        },
        // ¥1,944 hold ¥144 at 8%; 10% off is ¥194.4, cut to ¥194; ¥1,750 hold ¥129.6.
        {
          items: { 'uji-sencha': 1 },
          coupons: ['HAJIME10'],
          lines: [{ base: 1800, discount: 180, tax: 130 }],
          total: 1750 + 880,
        },
      ],
    }),
  },
};
