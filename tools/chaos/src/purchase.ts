import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, SessionView } from './agent';
import type { Environment } from './environments';
import type { Means } from './wallet';
import type { Shopper } from './world';

/** However often it takes: shops and payment services are away for a minute, and every hub dies meanwhile. */
const INSIST_FOR_MS = 300_000;
const BETWEEN_ATTEMPTS_MS = 250;
/** An attempt that met a partner away for a minute is put down for as long again, and for half a minute more. */
const GIVE_UP_AFTER_MS = 300_000;
/** No further attempt helps: it is paid, or its payment hangs. */
const OVER: readonly string[] = ['completed', 'complete_in_progress'];

/** What is bought; in each shop something that does not sell out, is sent, and has no choices comes first. */
export const goods = {
  own: ['ember-stove', 'field-notebook-3', 'cascade-loop-maps', 'cascade-loop-maps'],
  woocommerce: ['64', '20~Size=S', '14', '30'],
} as const satisfies Readonly<Record<Environment['shop'], readonly [string, ...string[]]>>;

const oneOf = ({ shop }: Environment): string | undefined => goods[shop][randomInt(goods[shop].length)];

const address = {
  name: 'Ada Fields',
  line_one: '548 Market St',
  city: 'San Francisco',
  state: 'CA',
  country: 'US',
  postal_code: '94104',
};

const payWith = (handlerId: string, token: string) => ({
  payment_data: {
    handler_id: handlerId,
    instrument: { type: 'card', credential: { type: 'spt', token } },
  },
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
    readonly shopper: Shopper,
    readonly sessionId: string,
  ) {}

  static async open(shopper: Shopper, item = oneOf(shopper.environment)): Promise<Purchase> {
    const answer = await shopper.agent.post('/checkout_sessions', {
      line_items: [{ id: item, quantity: 1 }],
      currency: 'usd',
      capabilities: {},
      buyer: { first_name: 'Ada', last_name: 'Fields', email: 'ada@example.com' },
      fulfillment_details: { name: 'Ada Fields', address },
    });
    return new Purchase(shopper, sessionOf(answer).id);
  }

  /** Pays once. @returns the session's status when the attempt is over. */
  async attempt(means: Means): Promise<string> {
    return this.#complete(await this.shopper.wallet.token(means));
  }

  async #complete(token: string, extra: object = {}): Promise<string> {
    const payment = payWith(this.shopper.wallet.handlerId, token);
    const answer = await this.shopper.agent.post(`${this.#path}/complete`, { ...payment, ...extra });
    if (answer.kind === 'session' && answer.session.status !== 'complete_in_progress') {
      return answer.session.status;
    }
    return this.settled();
  }

  /** Pays, with a new key for every attempt, until the session is completed. */
  pay(means: Means = 'good'): Promise<void> {
    return insist(async () => OVER.includes(await this.attempt(means)));
  }

  payAuthenticated(): Promise<void> {
    return insist(async () => {
      const token = await this.shopper.wallet.token('requires_3ds');
      let status = await this.#complete(token);
      if (status === 'authentication_required') {
        status = await this.#complete(token, { authentication_result: authenticated });
      }
      return OVER.includes(status);
    });
  }

  async change(): Promise<void> {
    const line = { id: goods[this.shopper.environment.shop][2], quantity: 2 };
    await this.shopper.agent.post(this.#path, { line_items: [line] });
  }

  /** Cancels; a payment under way is waited for, as the refusal asks. */
  cancel(): Promise<void> {
    return insist(async () => {
      const answer = await this.shopper.agent.post(`${this.#path}/cancel`, {});
      if (answer.kind === 'session' || answer.code !== 'payment_in_progress') return true;
      await this.settled();
      return false;
    });
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
    return sessionOf(await this.shopper.agent.get(this.#path)).status;
  }

  get #path(): string {
    return `/checkout_sessions/${this.sessionId}`;
  }
}

/** Tries until it is done, or until no agent would go on. */
async function insist(attempt: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + INSIST_FOR_MS;
  while (!(await attempt()) && Date.now() < deadline) await sleep(BETWEEN_ATTEMPTS_MS);
}

function sessionOf(answer: Answer): SessionView {
  if (answer.kind === 'session') return answer.session;
  throw new Error(`The hub refused what it should take: ${answer.status} ${answer.code}.`);
}
