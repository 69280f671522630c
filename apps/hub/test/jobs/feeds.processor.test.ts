import type { Job } from 'bullmq';
import type { FeedRun } from '../../src/feeds/feed';
import { FeedsProcessor } from '../../src/jobs/feeds.processor';
import type { Located } from '../../src/located';
import { Metrics } from '../../src/metrics/metrics';

const run = (changes: Partial<FeedRun>): FeedRun => ({
  ...{ runId: 'pub_1', feedId: 'fed_1', kind: 'full', state: 'done', withdrawn: 0, bytes: 900 },
  tally: { listed: 7, warned: 2, excluded: 3, reasons: {} },
  startedAt: new Date(0),
  finishedAt: new Date(1_000),
  ...changes,
});

test('each run is counted by kind and outcome, and the items of those that went out', async () => {
  const metrics = new Metrics({ process: false });
  const runs = [
    run({}),
    run({ state: 'held' }),
    run({ state: 'failed', error: 'no room' }),
    'nothing',
  ] as const;
  for (const published of runs) {
    const processor = new FeedsProcessor({ execute: async () => published }, metrics);
    await processor.process({ data: { tenantId: 'ten_1', id: 'fed_1' } } as Job<Located>);
  }
  const { text } = await metrics.render();
  expect(text.split('\n').filter((line) => /^hub_feed_(runs|items)_total/.test(line))).toEqual([
    'hub_feed_runs_total{kind="full",outcome="done"} 1',
    'hub_feed_runs_total{kind="full",outcome="held"} 1',
    'hub_feed_runs_total{kind="full",outcome="failed"} 1',
    'hub_feed_items_total{verdict="listed"} 7',
    'hub_feed_items_total{verdict="warned"} 2',
    'hub_feed_items_total{verdict="excluded"} 3',
  ]);
});
