import type { Located } from '../located';
import type { EndpointSlots } from './endpoint-slots';
import { judgeAnswer } from './judge-answer';
import { newsRequest } from './news-request';
import type { ClaimedNews, NewsOutcome, Outbox, Settlement, WebhookEndpoint, WebhookSender } from './ports';

export interface DeliveryObserver {
  delivered(outcome: NewsOutcome['kind'], seconds: number): void;
}

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
    const settlement = await this.#deliver(news);
    await this.outbox.settle(news, settlement);
    this.observer.delivered(settlement.outcome.kind, (this.clock.now().getTime() - startedAt) / 1_000);
    return settlement.outcome.kind;
  }

  async #deliver(news: ClaimedNews): Promise<Settlement> {
    const { endpoint } = news;
    if (endpoint === undefined) return { outcome: { kind: 'skipped' } };
    if (endpoint.isDisabled) return { outcome: { kind: 'dead' } };
    const entry = await this.slots.enter(`${news.tenantId}/${news.agentId}`);
    if (entry.kind === 'refused') {
      return { outcome: { kind: 'postponed', at: new Date(this.clock.now().getTime() + entry.waitMs) } };
    }
    try {
      return await this.#send(news, endpoint);
    } finally {
      entry.leave();
    }
  }

  async #send(news: ClaimedNews, endpoint: WebhookEndpoint): Promise<Settlement> {
    const request = newsRequest(news, endpoint, this.clock.now());
    const answer = await this.sender.send(request);
    const result = answer.kind === 'answered' ? { status: answer.status } : { error: answer.error };
    return {
      ...judgeAnswer(news, answer, this.clock.now().getTime(), Math.random),
      delivery: { body: request.body, ...result },
    };
  }
}
