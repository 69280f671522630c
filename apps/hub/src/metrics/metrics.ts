import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What `/metrics` tells. Labels are few and closed sets: no tenant, agent, order or buyer among them. */
export class Metrics {
  readonly #registry = new Registry();
  /** By method, route and status: to find a label set by its object costs more than to count. */
  readonly #requestsOf = new Map<string, Histogram.Internal<string>>();
  readonly #requests = this.#histogram('hub_http_request_seconds', 'HTTP requests answered.', [
    'method',
    'route',
    'status',
  ]);
  readonly #connectorCalls = this.#histogram('hub_connector_call_seconds', 'Calls to stores.', [
    'connector',
    'operation',
    'outcome',
  ]);
  readonly #deliveries = this.#histogram('hub_webhook_delivery_seconds', 'Webhooks sent to agents.', [
    'outcome',
  ]);
  readonly #sagas = new Counter({
    name: 'hub_sagas_total',
    help: 'Payment attempts, by how they ended; manual ones wait for a person.',
    labelNames: ['outcome'],
    registers: [this.#registry],
  });
  readonly #sagaSteps = new Counter({
    name: 'hub_saga_steps_total',
    help: 'Steps of payment attempts, by what came of them.',
    labelNames: ['step', 'result'],
    registers: [this.#registry],
  });
  readonly #refunds = new Counter({
    name: 'hub_refund_effects_total',
    help: 'Refunds sent to providers and written to platforms, by what came of it.',
    labelNames: ['outcome'],
    registers: [this.#registry],
  });

  readonly #catalogueRuns = new Counter({
    name: 'hub_catalog_runs_total',
    help: 'Runs over catalogues, by kind and how they ended; postponed ones go on.',
    labelNames: ['kind', 'outcome'],
    registers: [this.#registry],
  });
  readonly #catalogueProducts = new Counter({
    name: 'hub_catalog_products_total',
    help: 'Products of ended runs over catalogues, by what was done with them.',
    labelNames: ['what'],
    registers: [this.#registry],
  });

  readonly #cases = new Gauge({
    name: 'hub_cases_open',
    help: 'What waits for a person: see "hub cases list".',
    registers: [this.#registry],
  });

  readonly #feedRuns = new Counter({
    name: 'hub_feed_runs_total',
    help: 'Feeds published, by kind and how it went.',
    labelNames: ['kind', 'outcome'],
    registers: [this.#registry],
  });
  readonly #feedItems = new Counter({
    name: 'hub_feed_items_total',
    help: 'Items of published feeds, by what was made of them.',
    labelNames: ['verdict'],
    registers: [this.#registry],
  });
  readonly #feedsInTrouble = new Gauge({
    name: 'hub_feeds_in_trouble',
    help: 'Feeds that are late, or held back because they shrank: see "hub feeds list".',
    labelNames: ['trouble'],
    registers: [this.#registry],
  });

  /** @param options.process whether to tell of memory, event loop and garbage collection too. */
  constructor(options: { readonly process: boolean }) {
    if (options.process) collectDefaultMetrics({ register: this.#registry });
  }

  /** @param route the pattern, never the address itself: that holds ids. */
  request(method: string, route: string, status: number, seconds: number): void {
    const key = `${method} ${status} ${route}`;
    let requests = this.#requestsOf.get(key);
    if (requests === undefined) {
      requests = this.#requests.labels(method, route, String(status));
      this.#requestsOf.set(key, requests);
    }
    requests.observe(seconds);
  }

  /** @param outcome `ok`, or the kind of the connector's failure. */
  connectorCall(connector: string, operation: string, outcome: string, seconds: number): void {
    this.#connectorCalls.observe({ connector, operation, outcome }, seconds);
  }

  saga(outcome: 'succeeded' | 'failed' | 'manual'): void {
    this.#sagas.inc({ outcome });
  }

  sagaStep(step: string, result: string): void {
    this.#sagaSteps.inc({ step, result });
  }

  /** @param outcome of one effect: who asked, the step, and what came of it. */
  refund(outcome: string): void {
    this.#refunds.inc({ outcome });
  }

  /** @param outcome how the run ended, or `postponed`. */
  catalogueRun(kind: string, outcome: string): void {
    this.#catalogueRuns.inc({ kind, outcome });
  }

  catalogueProducts(what: 'seen' | 'changed' | 'rejected' | 'removed', count: number): void {
    this.#catalogueProducts.inc({ what }, count);
  }

  casesOpen(count: number): void {
    this.#cases.set(count);
  }

  feedRun(kind: string, outcome: string): void {
    this.#feedRuns.inc({ kind, outcome });
  }

  feedItems(verdict: 'listed' | 'warned' | 'excluded', count: number): void {
    this.#feedItems.inc({ verdict }, count);
  }

  feedsInTrouble(trouble: 'late' | 'held', count: number): void {
    this.#feedsInTrouble.set({ trouble }, count);
  }

  delivered(outcome: string, seconds: number): void {
    this.#deliveries.observe({ outcome }, seconds);
  }

  /** In Prometheus' text format. */
  async render(): Promise<{ readonly contentType: string; readonly text: string }> {
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() };
  }

  #histogram<Label extends string>(name: string, help: string, labelNames: Label[]): Histogram<Label> {
    return new Histogram({
      name,
      help,
      labelNames,
      registers: [this.#registry],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    });
  }
}
