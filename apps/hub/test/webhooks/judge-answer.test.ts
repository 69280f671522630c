import type { ClaimedNews } from '../../src/webhooks/ports';
import { judgeAnswer } from '../../src/webhooks/judge-answer';

const NOW = Date.parse('2026-11-01T10:00:00Z');
const news = (silentSince?: Date) =>
  ({
    attempts: 0,
    createdAt: new Date(NOW),
    ...(silentSince && { silent: { since: silentSince } }),
  }) as ClaimedNews;
const answered = (status: number, retryAfterMs?: number) =>
  ({ kind: 'answered', status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }) as const;
const judged = (of: ClaimedNews, answer: Parameters<typeof judgeAnswer>[1]) =>
  judgeAnswer(of, answer, NOW, () => 1);

test.each([200, 202, 204])('%i is a success whatever Retry-After says, and nobody is spared', (status) => {
  expect(judged(news(), answered(status, 600_000))).toEqual({ outcome: { kind: 'delivered' } });
  expect(judged(news(new Date(NOW - 60_000)), answered(status, 600_000))).toEqual({
    outcome: { kind: 'delivered' },
    health: { kind: 'alive' },
  });
});

test.each([429, 500, 503, 302, 404])('%i with Retry-After is left alone for so long', (status) => {
  const until = new Date(NOW + 600_000);
  expect(judged(news(), answered(status, 600_000))).toEqual({
    outcome: { kind: 'retry', at: until },
    health: { kind: 'silent', sparedUntil: until },
  });
});

test('an answer without Retry-After that is no overload says nothing against the endpoint', () => {
  expect(judged(news(), answered(500))).toEqual({
    outcome: { kind: 'retry', at: new Date(NOW + 5_000) },
  });
});

test('410 ends it, whatever else it says', () => {
  expect(judged(news(), answered(410, 600_000))).toEqual({
    outcome: { kind: 'dead' },
    health: { kind: 'gone' },
  });
});
