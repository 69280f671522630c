import { Pool } from 'undici';
import { changedOption, CONNECTIONS, newCheckout, payment, type Operation } from '../operations';
import type { Slice, SliceResult, Target } from './load';

/** Sessions that update, get and replay take turns on. */
const SHARED_SESSIONS = 512;

interface Answer {
  readonly status: number;
  readonly text: string;
}

const CREATE = JSON.stringify(newCheckout);
const UPDATES = [JSON.stringify(changedOption(0)), JSON.stringify(changedOption(1))] as const;
const PAY = JSON.stringify(payment);

/** One server's caller: 32 connections, each with one request at a time. */
export class LoadingAgent {
  readonly #pool: Pool;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #run = `${process.pid}-${Date.now()}`;
  readonly #sessions: string[] = [];
  readonly #fresh: string[] = [];
  #requests = 0;

  constructor({ baseUrl, token }: Target) {
    this.#pool = new Pool(baseUrl, { connections: CONNECTIONS, pipelining: 1 });
    this.#headers = {
      authorization: `Bearer ${token}`,
      'api-version': '2026-04-17',
      'content-type': 'application/json',
    };
  }

  /** Runs for `seconds`, or until `count` requests are done; ends sooner where sessions to complete run out. */
  async run({ operation, seconds, count = Infinity }: Slice): Promise<SliceResult> {
    const latencies: number[] = [];
    const started = performance.now();
    const until = started + seconds * 1_000;
    let begun = 0;
    const work = async (): Promise<void> => {
      while (performance.now() < until && begun < count) {
        begun += 1;
        const request = this.#next(operation);
        if (request === undefined) return;
        const sent = performance.now();
        const { status, text } = await request();
        if (status >= 300) throw new Error(`${operation} was answered ${status}: ${text}`);
        latencies.push(performance.now() - sent);
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, work));
    return { latencies, seconds: (performance.now() - started) / 1_000 };
  }

  /** Makes what an operation needs before it can be measured. */
  async prepare(operation: Operation, fresh: number): Promise<void> {
    if (operation === 'create') return;
    await this.#fill(this.#sessions, SHARED_SESSIONS, (index) => `shared-${this.#run}-${index}`);
    if (operation === 'complete') await this.#fill(this.#fresh, fresh, () => this.#newKey());
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #fill(sessions: string[], size: number, key: (index: number) => string): Promise<void> {
    let next = sessions.length;
    const work = async (): Promise<void> => {
      while (next < size) {
        const index = (next += 1) - 1;
        const { status, text } = await this.#send('POST', '/checkout_sessions', CREATE, key(index));
        if (status >= 300) throw new Error(`create was answered ${status}: ${text}`);
        sessions[index] = (JSON.parse(text) as { id: string }).id;
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, work));
  }

  #next(operation: Operation): (() => Promise<Answer>) | undefined {
    const turn = (this.#requests += 1);
    const index = turn % SHARED_SESSIONS;
    const path = `/checkout_sessions/${this.#sessions[index]}`;
    switch (operation) {
      case 'create':
        return () => this.#send('POST', '/checkout_sessions', CREATE, this.#newKey());
      case 'update':
        return () => this.#send('POST', path, UPDATES[turn & 1 ? 1 : 0], this.#newKey());
      case 'get':
        return () => this.#send('GET', path);
      case 'replay':
        return () => this.#send('POST', '/checkout_sessions', CREATE, `shared-${this.#run}-${index}`);
      case 'complete': {
        const id = this.#fresh.pop();
        return id === undefined
          ? undefined
          : () => this.#send('POST', `/checkout_sessions/${id}/complete`, PAY, this.#newKey());
      }
    }
  }

  #newKey(): string {
    return `${this.#run}-${(this.#requests += 1)}`;
  }

  async #send(method: 'GET' | 'POST', path: string, body?: string, key?: string): Promise<Answer> {
    const headers = key === undefined ? this.#headers : { ...this.#headers, 'idempotency-key': key };
    const answer = await this.#pool.request({ method, path, headers, body: body ?? null });
    return { status: answer.statusCode, text: await answer.body.text() };
  }
}
