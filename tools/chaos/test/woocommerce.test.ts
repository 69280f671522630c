import { woocommerceEnvironments } from '../src/environments';
import { DoomedHub } from '../src/points/doomed-hub';
import type { KillPoint } from '../src/points/kill-point';
import { pointScripts } from '../src/points/point-scripts';
import { runRounds } from '../src/points/run-rounds';
import { inWorld } from '../src/world';

const [held, final] = woocommerceEnvironments;

const RECOVERY_MS = 60_000;

const during = (saga: string, step: string, operation: string, moment: KillPoint['moment']): KillPoint => ({
  ...{ saga, step, operation, moment },
  ...{ call: 1, attempt: 1, run: 1 },
});

const deaths = [
  [held, 'pays', during('sale', 'place', 'placeOrder', 'answered')],
  [held, 'pays', during('sale', 'confirm', 'confirmOrder', 'on the way')],
  [held, 'is refunded by the shop', during('refund', 'platform/refund_payment', 'refund', 'answered')],
  [final, 'pays', during('sale', 'place', 'placeOrder', 'answered')],
  [final, 'pays', during('sale', 'capture', 'capture', 'on the way')],
  [
    final,
    'is refunded in part at the provider',
    during('refund', 'provider/write_to_platform', 'refundOrder', 'answered'),
  ],
] as const;

test('what dies in sales and refunds at WooCommerce is one charge, one order and one refund in the end', async () => {
  const { kills, accidents, played, violations } = await inWorld(woocommerceEnvironments, async (world) => {
    const trials = deaths.map(([environment, name, point]) => ({
      shopper: world.shopperIn(environment!),
      script: pointScripts.find((script) => script.name === name)!,
      point,
      again: false,
    }));
    const hub = await DoomedHub.start(world);
    try {
      const together = { batch: trials.length, recoveryMs: RECOVERY_MS, tell: () => undefined };
      const tried = await runRounds(world, hub, trials, together);
      const { kills, accidents } = hub;
      return { kills, accidents, ...tried };
    } finally {
      await hub.stop();
    }
  });
  expect([...violations, ...accidents]).toEqual([]);
  expect(played.length).toBeGreaterThanOrEqual(deaths.length);
  expect(kills).toBeGreaterThan(0);
}, 300_000);
