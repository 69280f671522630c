import type { AsyncCommand } from 'fast-check';
import { payWith } from '../hub-world';
import { authenticated } from '../saga-world';
import { STATUS_OF, seen, type Model, type ModelSession, type Status } from './model';
import { setClock, type Real } from './run';

/** Acts on the session of that number, where there is one. */
abstract class OnSession implements AsyncCommand<Model, Real> {
  constructor(readonly index: number) {}
  abstract toString(): string;
  check({ sessions }: Readonly<Model>): boolean {
    return this.index < sessions.length;
  }
  async run(model: Model, real: Real): Promise<void> {
    const session = model.sessions[this.index];
    if (session === undefined) throw new Error('The check let a session pass that there is not.');
    await this.act(session, seen(session, model), model, real);
    const { json } = await real.world.agent.get(`/checkout_sessions/${session.id}`);
    expect(`${this.toString()}: ${json.status}`).toBe(
      `${this.toString()}: ${STATUS_OF[seen(session, model)]}`,
    );
  }
  protected abstract act(session: ModelSession, now: Status, model: Model, real: Real): Promise<void>;
}

export class Read extends OnSession {
  protected act = async (): Promise<void> => undefined;
  override toString = (): string => `read(${this.index})`;
}

export class Update extends OnSession {
  constructor(
    index: number,
    readonly quantity: number,
  ) {
    super(index);
  }
  protected async act(session: ModelSession, now: Status, model: Model, { world }: Real): Promise<void> {
    const line_items = [{ id: 'sku-1', quantity: this.quantity }];
    // A change of the quantity is always quoted anew; the same quantity is not, unless something stood against it.
    const answer = await world.agent.post(`/checkout_sessions/${session.id}`, {
      line_items: [{ ...line_items[0], quantity: 10 }],
    });
    const isOpen = now === 'ready' || now === 'blocked';
    expect(answer.status < 300).toBe(isOpen);
    if (!isOpen) return;
    await world.agent.post(`/checkout_sessions/${session.id}`, { line_items });
    session.quotedAt = model.unit;
    session.status = model.soldOut ? 'blocked' : 'ready';
  }
  override toString = (): string => `update(${this.index}, ${this.quantity})`;
}

export class Cancel extends OnSession {
  protected async act(session: ModelSession, now: Status, _: Model, { world }: Real): Promise<void> {
    const answer = await world.agent.post(`/checkout_sessions/${session.id}/cancel`, {});
    const may = now === 'ready' || now === 'blocked' || now === 'authentication';
    expect(answer.status < 300).toBe(may);
    if (may) session.status = 'canceled';
  }
  override toString = (): string => `cancel(${this.index})`;
}

export type Trouble =
  | { readonly kind: 'dies'; readonly spared: number }
  | { readonly kind: 'lost'; readonly what: string }
  | undefined;

export class Complete extends OnSession {
  constructor(
    index: number,
    readonly token: string,
    readonly hasResult: boolean,
    readonly trouble: Trouble,
  ) {
    super(index);
  }

  protected async act(session: ModelSession, now: Status, model: Model, real: Real): Promise<void> {
    const expected = this.#expected(session, now, model);
    this.#prepare(real);
    const send = () =>
      real.world.agent.post(`/checkout_sessions/${session.id}/complete`, {
        ...payWith(this.#token(now)),
        ...(this.hasResult ? authenticated : {}),
      });
    const answer = await send();
    jest.restoreAllMocks();
    setClock(real, model.offset);
    real.shop.faults.splice(0);
    real.psp.faults.splice(0);
    if (answer.status === 500) {
      expect(this.trouble?.kind).toBe('dies');
      model.seen.died += 1;
      session.status = 'paying';
      session.endings = [expected];
      return;
    }
    if (now !== 'paying') await settled(real, session.id);
    if (expected === 'completed' && now !== 'completed') model.seen.sold += 1;
    if (answer.status >= 400) model.seen.refused += 1;
    if (this.#isUnasked(session, now)) {
      expect(answer.json.code).toBe('invalid');
      return;
    }
    session.status = expected;
    if (expected === 'authentication') session.hasAsked = true;
    if (expected === 'ready' || expected === 'blocked') session.quotedAt = model.unit;
  }

  #token = (now: Status): string => (now === 'authentication' ? 'tok_3ds' : this.token);

  /** A result of 3-D Secure that nobody asked for. */
  #isUnasked = ({ hasAsked }: ModelSession, now: Status): boolean =>
    now === 'ready' && this.hasResult && !hasAsked;

  #expected(session: ModelSession, now: Status, { unit, soldOut }: Model): Status {
    const { status, quotedAt } = session;
    if (this.#isUnasked(session, now)) return status;
    if (
      now === 'expired' ||
      now === 'canceled' ||
      now === 'completed' ||
      now === 'paying' ||
      now === 'blocked'
    )
      return status;
    if (now === 'authentication' && !this.hasResult) return 'authentication';
    if (soldOut) return 'blocked';
    if (quotedAt !== unit) return 'ready';
    if (now === 'authentication') return 'completed';
    if (this.token === 'tok_declined') return 'ready';
    return this.token === 'tok_3ds' && !this.hasResult ? 'authentication' : 'completed';
  }

  #prepare({ world, shop, psp }: Real): void {
    if (this.trouble?.kind === 'dies') {
      world.dieBefore('progress', this.trouble.spared);
      if (this.trouble.spared === 3) world.dieBefore('end');
    }
    if (this.trouble?.kind !== 'lost') return;
    const [operation, fault] = this.trouble.what.split(' ');
    if (operation === 'authorize' || operation === 'capture')
      psp.faults.push({ operation, fault: fault === 'unknown_after' ? fault : 'unknown_before' });
    else
      shop.faults.push({
        operation: operation ?? '',
        fault: fault === 'unknown_after' ? fault : 'unknown_before',
      });
  }

  override toString = (): string =>
    `complete(${this.index}, ${this.token}${this.hasResult ? ' with a result' : ''}, ${JSON.stringify(this.trouble)})`;
}

/** A lost answer is looked into after a moment, past the deadline too. */
async function settled({ world }: Real, id: string): Promise<void> {
  for (let round = 0; round < 100; round += 1) {
    if ((await world.statusOf(id)) !== STATUS_OF.paying) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
