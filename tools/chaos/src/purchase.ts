import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent, Answer, SessionView } from './agent';

const MOST_ATTEMPTS = 8;
const GIVE_UP_AFTER_MS = 45_000;
/** No further attempt helps: it is paid, or its payment hangs. */
const OVER: readonly string[] = ['completed', 'complete_in_progress'];

const ITEMS = ['ember-stove', 'field-notebook-3', 'cascade-loop-maps', 'cascade-loop-maps'];

const address = {
  name: 'Ada Fields',
  line_one: '548 Market St',
  city: 'San Francisco',
  state: 'CA',
  country: 'US',
  postal_code: '94104',
};

const payWith = (token: string) => ({
  payment_data: { handler_id: 'sandbox', instrument: { type: 'card', credential: { type: 'spt', token } } },
});

const authenticated = {
  outcome: 'authenticated',
  outcome_details: {
    three_ds_cryptogram: 'AAIBBYNoEwAAACcKhAJkdQAAAAA=',
    electronic_commerce_indicator: '05',
    transaction_id: 'chaos',
    version: '2.2.0',
  },
};

/** One checkout in the hands of an agent. */
export class Purchase {
  private constructor(
    private readonly agent: Agent,
    readonly sessionId: string,
  ) {}

  static async open(agent: Agent): Promise<Purchase> {
    const answer = await agent.post('/checkout_sessions', {
      line_items: [{ id: ITEMS[randomInt(ITEMS.length)], quantity: 1 }],
      currency: 'usd',
      capabilities: {},
      buyer: { first_name: 'Ada', last_name: 'Fields', email: 'ada@example.com' },
      fulfillment_details: { name: 'Ada Fields', address },
    });
    return new Purchase(agent, sessionOf(answer).id);
  }

  /** Pays with one token once. @returns the session's status when the attempt is over. */
  async attempt(token: string, extra: object = {}): Promise<string> {
    const answer = await this.agent.post(`${this.#path}/complete`, { ...payWith(token), ...extra });
    if (answer.kind === 'session' && answer.session.status !== 'complete_in_progress') {
      return answer.session.status;
    }
    return this.settled();
  }

  /** Pays, with a new key for every attempt, until the session is completed. */
  async pay(token = 'tok_sandbox_ok'): Promise<void> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      if (OVER.includes(await this.attempt(token))) return;
    }
  }

  async payAuthenticated(): Promise<void> {
    const token = 'tok_sandbox_requires_3ds';
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      let status = await this.attempt(token);
      if (status === 'authentication_required') {
        status = await this.attempt(token, { authentication_result: authenticated });
      }
      if (OVER.includes(status)) return;
    }
  }

  async change(): Promise<void> {
    const line = { id: 'cascade-loop-maps', quantity: 2 };
    await this.agent.post(this.#path, { line_items: [line] });
  }

  /** Cancels; a payment under way is waited for, as the refusal asks. */
  async cancel(): Promise<void> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const answer = await this.agent.post(`${this.#path}/cancel`, {});
      if (answer.kind === 'session' || answer.code !== 'payment_in_progress') return;
      await this.settled();
    }
  }

  /** The session's status once no payment is under way. */
  async settled(): Promise<string> {
    const deadline = Date.now() + GIVE_UP_AFTER_MS;
    for (;;) {
      const status = await this.status();
      if (status !== 'complete_in_progress' || Date.now() > deadline) return status;
      await sleep(250);
    }
  }

  async status(): Promise<string> {
    return sessionOf(await this.agent.get(this.#path)).status;
  }

  get #path(): string {
    return `/checkout_sessions/${this.sessionId}`;
  }
}

function sessionOf(answer: Answer): SessionView {
  if (answer.kind === 'session') return answer.session;
  throw new Error(`The hub refused what it should take: ${answer.status} ${answer.code}.`);
}
