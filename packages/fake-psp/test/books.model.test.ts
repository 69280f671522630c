import fc from 'fast-check';
import { createFakePsp, type FakePsp } from '../src';
import { apiOf, type Api } from './support/api';

type Status = 'authorized' | 'captured' | 'voided';
/** What the books of one payment should say. */
interface Model {
  status: Status;
  captured: number;
  refunded: number;
  voided: number;
}
interface Real {
  readonly api: Api;
  readonly path: string;
  keys: number;
}

const AUTHORIZED = 1_000;

class Move implements fc.AsyncCommand<Model, Real> {
  constructor(
    private readonly action: 'capture' | 'void' | 'refunds',
    private readonly amount: number,
    private readonly repeats: number,
  ) {}

  check = () => true;
  toString = () => `${this.action} ${this.amount} ×${this.repeats}`;

  private allowed(model: Model): boolean {
    switch (this.action) {
      case 'capture':
        return model.status === 'authorized' && this.amount <= AUTHORIZED;
      case 'void':
        return model.status === 'authorized';
      case 'refunds':
        return model.status === 'captured' && this.amount <= model.captured - model.refunded;
    }
  }

  private apply(model: Model): void {
    switch (this.action) {
      case 'capture':
        Object.assign(model, { status: 'captured', captured: this.amount });
        return;
      case 'void':
        Object.assign(model, { status: 'voided', voided: AUTHORIZED });
        return;
      case 'refunds':
        model.refunded += this.amount;
    }
  }

  async run(model: Model, real: Real): Promise<void> {
    const allowed = this.allowed(model);
    if (allowed) this.apply(model);
    const body = this.action === 'void' ? {} : { amount: this.amount, currency: 'USD' };
    const key = `key-${(real.keys += 1)}`;
    const path = `${real.path}/${this.action}`;
    for (let time = 0; time < this.repeats; time += 1)
      expect((await real.api.post(path, body, key)).status < 300).toBe(allowed);
    const { body: payment } = await real.api.get(real.path);
    expect(payment).toMatchObject(model);
    expect(payment.captured).toBeLessThanOrEqual(AUTHORIZED);
    expect(payment.refunded).toBeLessThanOrEqual(model.captured);
    expect(model.captured === 0 || model.voided === 0).toBe(true);
  }
}

describe('the books, against a model', () => {
  let psp: FakePsp;
  let base: string;
  beforeAll(async () => {
    psp = await createFakePsp();
    base = await psp.listen();
  });
  afterAll(() => psp.close());

  it('never capture more than authorized, refund more than captured, or void what was captured', async () => {
    const amount = fc.oneof(fc.integer({ min: 1, max: 1_200 }), fc.constant(AUTHORIZED));
    const repeats = fc.integer({ min: 1, max: 2 });
    const move = (action: 'capture' | 'void' | 'refunds') =>
      fc.tuple(amount, repeats).map(([units, times]) => new Move(action, units, times));
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.commands([move('capture'), move('void'), move('refunds')]), async (commands) => {
        const api = apiOf(base, `model_${(runs += 1)}`);
        const { body } = await api.authorize();
        const real: Real = { api, path: `/payments/${String(body.id)}`, keys: 0 };
        const model: Model = { status: 'authorized', captured: 0, refunded: 0, voided: 0 };
        await fc.asyncModelRun(() => ({ model, real }), commands);
      }),
      { numRuns: 100 },
    );
    expect(runs).toBeGreaterThanOrEqual(100);
  }, 60_000);
});
