import type { ClaimedNews, EndpointHealth, NewsOutcome, WebhookAnswer } from './ports';
import { GIVE_UP_AFTER_MS, retryDelayMs, sparedMs } from './retry-schedule';

const GONE = 410;

/** Answers that speak for the endpoint as a whole (RFC 9110, 15.6.4 and RFC 6585, 4). */
const OVERLOADED: readonly number[] = [429, 503];

/** `Retry-After` says when to come again after a no (RFC 9110, 10.2.3); beside a yes it says nothing. */
const isTaken = (answer: WebhookAnswer): boolean =>
  answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;

/** What an answer means for the news, and what it says of the endpoint. */
export function judgeAnswer(
  news: ClaimedNews,
  answer: WebhookAnswer,
  now: number,
  random: () => number,
): { readonly outcome: NewsOutcome; readonly health?: EndpointHealth } {
  const health = healthOf(news, answer, now);
  return { outcome: outcomeOf(news, answer, now, random), ...(health === undefined ? {} : { health }) };
}

function outcomeOf(news: ClaimedNews, answer: WebhookAnswer, now: number, random: () => number): NewsOutcome {
  if (isTaken(answer)) return { kind: 'delivered' };
  const isGone = answer.kind === 'answered' && answer.status === GONE;
  if (isGone || now - news.createdAt.getTime() >= GIVE_UP_AFTER_MS) return { kind: 'dead' };
  const wanted = answer.kind === 'answered' ? (answer.retryAfterMs ?? 0) : 0;
  return { kind: 'retry', at: new Date(now + retryDelayMs(news.attempts + 1, wanted, random)) };
}

/** Of an endpoint that answers as it did before there is nothing to write down. */
function healthOf(news: ClaimedNews, answer: WebhookAnswer, now: number): EndpointHealth | undefined {
  if (answer.kind === 'answered' && answer.status === GONE) return { kind: 'gone' };
  const isSilent =
    !isTaken(answer) &&
    (answer.kind === 'failed' || OVERLOADED.includes(answer.status) || answer.retryAfterMs !== undefined);
  if (!isSilent) return news.silent === undefined ? undefined : { kind: 'alive' };
  const silentForMs = news.silent === undefined ? 0 : now - news.silent.since.getTime();
  const wanted = answer.kind === 'answered' ? (answer.retryAfterMs ?? 0) : 0;
  return { kind: 'silent', sparedUntil: new Date(now + sparedMs(silentForMs, wanted)) };
}
