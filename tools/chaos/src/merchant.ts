import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { backOfficeOf, type BackOffice } from './back-office';
import { readBooks } from './books';
import type { Environment } from './environments';
import { sandbox, stripe, type Places } from './places';

const FOUND_WITHIN_MS = 60_000;

/** The merchant's own people, at the back office of the shop and at that of the payment service. */
export class Merchant {
  constructor(
    private readonly places: Places,
    private readonly environment: Environment,
  ) {}

  /** Does something with the session's order in the shop, as soon as it is paid there. */
  async inShop(act: keyof BackOffice, sessionId: string): Promise<void> {
    const order = await this.#find(({ orders }) =>
      orders.find(({ session_id, payment }) => session_id === sessionId && payment !== undefined),
    );
    await backOfficeOf(this.environment, this.places)[act](order);
  }

  /** Gives money back at the payment service itself. @param amount minor units. */
  async refundAtProvider(sessionId: string, amount: number): Promise<void> {
    const payment = await this.#payment(sessionId);
    if (this.environment.bank === 'sandbox')
      await post(`${this.places.sandbox.url}/payments/${payment}/refunds`, sandbox.apiKey, {
        body: JSON.stringify({ amount, currency: 'USD' }),
        type: 'application/json',
      });
    else await this.#atStripe('/v1/refunds', { payment_intent: payment, amount: String(amount) });
  }

  /** The buyer disputes the payment, and wins. */
  async loseDispute(sessionId: string): Promise<void> {
    const dispute = await this.#atStripe('/fake/disputes', {
      payment_intent: await this.#payment(sessionId),
    });
    await this.#atStripe(`/fake/disputes/${(dispute as { id: string }).id}/lost`, {});
  }

  #atStripe(path: string, form: Record<string, string>): Promise<unknown> {
    return post(`${this.places.stripe.url}${path}`, stripe.secretKey, {
      body: new URLSearchParams(form).toString(),
      type: 'application/x-www-form-urlencoded',
    });
  }

  async #payment(sessionId: string): Promise<string> {
    const payment = await this.#find(({ payments }) =>
      payments.find((each) => each.sessionId === sessionId && each.captured > 0),
    );
    return payment.id;
  }

  async #find<Item>(
    among: (books: Awaited<ReturnType<typeof readBooks>>) => Item | undefined,
  ): Promise<Item> {
    const deadline = Date.now() + FOUND_WITHIN_MS;
    for (;;) {
      const found = among(await readBooks(this.places));
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error('What was sold is in no books.');
      await sleep(200);
    }
  }
}

async function post(
  url: string,
  key: string,
  { body, type }: { readonly body: string; readonly type: string },
): Promise<unknown> {
  const answer = await request(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': type,
      'idempotency-key': randomUUID(),
      'stripe-version': stripe.version,
    },
    body,
  });
  const content: unknown = await answer.body.json();
  if (answer.statusCode !== 200) throw new Error(`${url} refuses: ${JSON.stringify(content)}`);
  return content;
}
