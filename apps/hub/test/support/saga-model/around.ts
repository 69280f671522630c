import type { AsyncCommand } from 'fast-check';
import { STATUS_OF, seen, type Model, type Status } from './model';
import { setClock, type Real } from './run';

type Command = AsyncCommand<Model, Real>;

export class ChangeShop implements Command {
  constructor(
    readonly unit: number,
    readonly soldOut: boolean,
  ) {}
  check = (): boolean => true;
  async run(model: Model, { shop }: Real): Promise<void> {
    Object.assign(model, { unit: this.unit, soldOut: this.soldOut });
    Object.assign(shop.state, { unit: this.unit, soldOut: this.soldOut });
    // What a crash left open may still have to place its order, and be refused.
    for (const session of model.sessions)
      if (session.status === 'paying') session.endings = [...session.endings, 'ready', 'blocked'];
  }
  toString = (): string => `shop(${this.unit}${this.soldOut ? ', sold out' : ''})`;
}

/** Time passes, workers run: what a crash left open comes to its end. */
export class Recover implements Command {
  check = (): boolean => true;
  async run(model: Model, { world }: Real): Promise<void> {
    await world.recover();
    for (const session of model.sessions) {
      if (session.status !== 'paying') continue;
      const now = await world.statusOf(session.id);
      const endings = session.endings.flatMap((status): Status[] => [status, ...timedOut(status)]);
      expect(endings.map((status) => STATUS_OF[status])).toContain(now);
      const ended = session.endings.find((status) => STATUS_OF[status] === now);
      session.status = ended ?? 'ready';
      if (session.status === 'authentication') session.hasAsked = true;
      if (session.status === 'ready' || session.status === 'blocked')
        session.quotedAt = await quoted(world, session.id);
    }
  }
  toString = (): string => 'recover';
}

const timedOut = (status: Status): Status[] =>
  status === 'ready' || status === 'blocked' || status === 'authentication' ? ['expired'] : [];

/** The price the session shows; a refused order was quoted anew, a declined payment was not. */
async function quoted(world: Real['world'], id: string): Promise<number> {
  const { json } = await world.agent.get(`/checkout_sessions/${id}`);
  return json.line_items[0].unit_amount ?? json.line_items[0].base_amount / json.line_items[0].quantity;
}

export class Release implements Command {
  check = (): boolean => true;
  async run(model: Model, { world }: Real): Promise<void> {
    await world.release();
    for (const session of model.sessions) session.status = seen(session, model);
  }
  toString = (): string => 'release';
}

export class JumpClock implements Command {
  constructor(readonly ms: number) {}
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    model.offset += this.ms;
    setClock(real, model.offset);
  }
  toString = (): string => `clock(${this.ms / 60_000} min)`;
}

/** The merchant cancels or deletes an order that is held, between two attempts. */
export class TouchHeldOrder implements Command {
  constructor(
    readonly index: number,
    readonly how: 'cancels' | 'deletes',
    readonly placement: 'held' | 'final',
  ) {}
  check = ({ sessions }: Readonly<Model>): boolean =>
    this.placement === 'held' &&
    sessions[this.index] !== undefined &&
    sessions[this.index]?.status !== 'paying';
  async run({ sessions }: Model, { world, shop }: Real): Promise<void> {
    for (const order of world.ordersOf(sessions[this.index]?.id ?? '')) {
      if (order.status !== 'awaiting_payment') continue;
      if (this.how === 'cancels') order.status = 'canceled';
      else shop.forget(order.id);
    }
  }
  toString = (): string => `merchant ${this.how} held order of (${this.index})`;
}

/** The merchant releases the money at the provider that an attempt has reserved. */
export class VoidAtProvider implements Command {
  constructor(readonly index: number) {}
  check = ({ sessions }: Readonly<Model>): boolean => sessions[this.index]?.status === 'paying';
  async run({ sessions }: Model, { world }: Real): Promise<void> {
    const session = sessions[this.index];
    if (session === undefined) return;
    for (const payment of world.paymentsOf(session.id))
      if (payment.status === 'authorized') {
        payment.status = 'voided';
        session.endings = [...session.endings, 'ready'];
      }
  }
  toString = (): string => `provider voids (${this.index})`;
}
