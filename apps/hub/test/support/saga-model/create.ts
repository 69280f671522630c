import type { AsyncCommand } from 'fast-check';
import { sampleCheckout } from '../hub-world';
import { STATUS_OF, type Model } from './model';
import type { Real } from './run';

const HOURS_6 = 6 * 3_600_000;

export class Create implements AsyncCommand<Model, Real> {
  check = ({ sessions }: Readonly<Model>): boolean => sessions.length < 4;
  async run(model: Model, { world }: Real): Promise<void> {
    const now = Date.now() + model.offset;
    const { json } = await world.agent.post('/checkout_sessions', sampleCheckout);
    const status = model.soldOut ? 'blocked' : 'ready';
    expect(json.status).toBe(STATUS_OF[status]);
    model.sessions.push({
      id: json.id,
      status,
      quotedAt: model.unit,
      endings: [],
      hasAsked: false,
      expiresAt: now + HOURS_6,
    });
  }
  toString = (): string => 'create';
}
