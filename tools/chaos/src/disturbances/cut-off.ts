import { setTimeout as sleep } from 'node:timers/promises';
import type { Road } from '../road';
import { nothing, type Disturbance } from './disturbance';

const AWAY_MS = { full: 60_000, quick: 5_000 };
const BETWEEN_MS = 5_000;

/** First the shop, then every payment service is out of reach; what was under way arrives without an answer. */
export const partnersAway: Disturbance = {
  name: 'store and provider cut off',
  prepare: async (quick) => ({
    settings: {},
    close: nothing,
    async disturb({ roads }) {
      const awayMs = quick ? AWAY_MS.quick : AWAY_MS.full;
      await sleep(BETWEEN_MS);
      await cutOff([roads.store], awayMs);
      await sleep(BETWEEN_MS);
      await cutOff([roads.sandbox, roads.stripe], awayMs);
      await sleep(BETWEEN_MS);
      return `the store for ${awayMs / 1_000} s, then the providers for ${awayMs / 1_000} s`;
    },
  }),
};

async function cutOff(roads: readonly Road[], awayMs: number): Promise<void> {
  await Promise.all(roads.map((road) => road.cut()));
  await sleep(awayMs);
  await Promise.all(roads.map((road) => road.mend()));
}
