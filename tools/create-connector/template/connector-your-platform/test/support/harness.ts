import { createInProcessContext, createTransport } from '@acp-hub/connector-http';
import { ownPort, type Harness, type RunningShop, type Setup, type Tenant } from '@acp-hub/connector-testkit';
import { createFakeYourPlatform } from '@acp-hub/fake-your-platform';
import { yourPlatformConnector, type YourPlatformConfig } from '../../src';
import { backDoorOf } from './back-door';
import { factsOf } from './facts';
import { merchantOf, neighbourOf, seeds, type Seed } from './seed';

/** Milliseconds; short, since checks wait for it, and long enough for a busy machine. */
const DEADLINE_MS = 1_000;

async function startShop(seed: Seed): Promise<RunningShop<YourPlatformConfig>> {
  const [first, second] = ['token-of-the-first', 'token-of-the-second'];
  const platform = createFakeYourPlatform([merchantOf(seed, first), neighbourOf(seed, second)]);
  const url = await platform.listen(await ownPort());
  const transport = createTransport({
    allowPrivateAddresses: true,
    allowPlainHttp: true,
    deadlineMs: DEADLINE_MS,
  });
  const tenantOf = (token: string): Tenant<YourPlatformConfig> => ({
    config: { base_url: url, token },
    wrongConfig: { base_url: url, token: 'token-of-nobody' },
    secrets: [token],
    context: createInProcessContext({ transport }),
    backDoor: backDoorOf(platform, token, seed.currency),
  });
  return {
    first: tenantOf(first),
    second: tenantOf(second),
    async stop() {
      await platform.close();
      await transport.close();
    },
  };
}

const setupOf = (name: keyof typeof seeds): Setup<YourPlatformConfig> => ({
  facts: factsOf(name),
  start: () => startShop(seeds[name]),
});

/** The fake's shop in dollars with net prices, in euros and in yen with gross ones. */
export const yourPlatformHarness: Harness<YourPlatformConfig> = {
  connector: yourPlatformConnector,
  setups: { usdNet: setupOf('usdNet'), eurGross: setupOf('eurGross'), jpy: setupOf('jpy') },
};
