import type { Located } from '../located';
import type { EndpointSlots } from './endpoint-slots';
import { newsRequest } from './news-request';
import type { ClaimedNews, DeliveryRecord, NewsOutcome, Outbox, WebhookAnswer, WebhookSender } from './ports';
import { GIVE_UP_AFTER_MS, retryDelayMs } from './retry-schedule';

export interface DeliveryObserver {
  delivered(outcome: NewsOutcome['kind'], seconds: number): void;
}

const POSTPONED_MS = 2_000;
const GONE = 410;

export type DeliveryOutcome = NewsOutcome['kind'] | 'nothing_to_do';

/** Tells one agent of one order: that it exists first, its latest state afterwards. */
export class DeliverNews {
  constructor(
    private readonly outbox: Outbox,
    private readonly sender: WebhookSender,
    private readonly slots: EndpointSlots,
    private readonly clock: { now(): Date },
    private readonly observer: DeliveryObserver,
  ) {}

  async execute(row: Located): Promise<DeliveryOutcome> {
    const news = await this.outbox.claim(row);
    if (news === undefined) return 'nothing_to_do';
    const startedAt = this.clock.now().getTime();
    const { outcome, delivery } = await this.#deliver(news);
    await this.outbox.settle(news, outcome, delivery);
    this.observer.delivered(outcome.kind, (this.clock.now().getTime() - startedAt) / 1_000);
    return outcome.kind;
  }

  async #deliver(news: ClaimedNews): Promise<{ outcome: NewsOutcome; delivery?: DeliveryRecord }> {
    if (news.endpoint === undefined) return { outcome: { kind: 'skipped' } };
    const free = this.slots.take(`${news.tenantId}/${news.agentId}`);
    if (free === undefined) {
      return { outcome: { kind: 'postponed', at: new Date(this.clock.now().getTime() + POSTPONED_MS) } };
    }
    try {
      const request = newsRequest(news, news.endpoint, this.clock.now());
      const answer = await this.sender.send(request);
      const result = answer.kind === 'answered' ? { status: answer.status } : { error: answer.error };
      return { outcome: this.#judge(news, answer), delivery: { body: request.body, ...result } };
    } finally {
      free();
    }
  }

  #judge(news: ClaimedNews, answer: WebhookAnswer): NewsOutcome {
    const status = answer.kind === 'answered' ? answer.status : 0;
    if (status >= 200 && status < 300) return { kind: 'delivered' };
    if (status === GONE) return { kind: 'dead', disableEndpoint: true };
    const now = this.clock.now().getTime();
    if (now - news.createdAt.getTime() >= GIVE_UP_AFTER_MS) return { kind: 'dead', disableEndpoint: false };
    const wanted = answer.kind === 'answered' ? (answer.retryAfterMs ?? 0) : 0;
    return { kind: 'retry', at: new Date(now + retryDelayMs(news.attempts + 1, wanted, Math.random)) };
  }
}
