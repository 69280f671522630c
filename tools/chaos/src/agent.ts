import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { z } from 'zod';

const ONE_TRY_MS = 10_000;
/** A minute without a partner, and the recovery after it. */
const GIVE_UP_AFTER_MS = 180_000;
const PAUSE_MS = 150;

const sessionShape = z.looseObject({ id: z.string(), status: z.string() });
const errorShape = z.looseObject({ code: z.string() });

export type SessionView = z.infer<typeof sessionShape>;

/** A final answer: the session, or an error that trying again would not change. */
export type Answer =
  | { readonly kind: 'session'; readonly session: SessionView }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string };

/** Counts what the agents went through. */
export interface Patience {
  /** Answers of any kind. */
  answered: number;
  /** Connections that were refused or broke, and answers that never came. */
  cut: number;
  /** Answers that asked to try again: 5xx, 429, and "still running". */
  putOff: number;
}

/** An agent that keeps to the protocol: what it sends, it sends again under the same key until it is answered. */
export class Agent {
  constructor(
    private readonly baseUrl: string,
    private readonly token: string,
    readonly patience: Patience,
  ) {}

  #last = 'not tried';

  post(path: string, body: object): Promise<Answer> {
    const key = randomUUID();
    return this.#insist('POST', path, { 'idempotency-key': key, 'content-type': 'application/json' }, body);
  }

  get(path: string): Promise<Answer> {
    return this.#insist('GET', path, {});
  }

  async #insist(
    method: 'GET' | 'POST',
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: object,
  ): Promise<Answer> {
    const deadline = Date.now() + GIVE_UP_AFTER_MS;
    while (Date.now() < deadline) {
      const answer = await this.#try(method, path, headers, body);
      if (answer !== undefined) return answer;
      await sleep(PAUSE_MS);
    }
    throw new Error(
      `${method} ${path} was not answered within ${GIVE_UP_AFTER_MS / 1_000} s; last it was ${this.#last}.`,
    );
  }

  async #try(
    method: 'GET' | 'POST',
    path: string,
    headers: Readonly<Record<string, string>>,
    body: object | undefined,
  ): Promise<Answer | undefined> {
    let status: number;
    let content: unknown;
    try {
      const answer = await request(`${this.baseUrl}${path}`, {
        method,
        headers: { authorization: `Bearer ${this.token}`, 'api-version': '2026-04-17', ...headers },
        signal: AbortSignal.timeout(ONE_TRY_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      status = answer.statusCode;
      content = await answer.body.json();
    } catch (error) {
      this.patience.cut += 1;
      this.#last = `cut off (${error instanceof Error ? error.message : String(error)})`;
      return undefined;
    }
    this.patience.answered += 1;
    if (status < 400) return { kind: 'session', session: sessionShape.parse(content) };
    const { code } = errorShape.parse(content);
    if (status >= 500 || status === 429 || code === 'idempotency_in_flight') {
      this.patience.putOff += 1;
      this.#last = `put off (${status} ${code})`;
      return undefined;
    }
    return { kind: 'refused', status, code };
  }
}
