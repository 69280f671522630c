import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Shapes } from './shapes';
import {
  CLAIM,
  END_WITH_SALE,
  FIND,
  INSERT,
  OPEN_ATTEMPT,
  PROGRESS,
  PROGRESS_WITH_MONEY,
  UPDATE,
} from './statements';

const TENANT = 'ten_019aa0f0c0007000a000000000000000';
const AGENT = 'agt_019aa0f0c0007000a000000000000000';
const CONNECTION = 'con_019aa0f0c0007000a000000000000000';
const STEPS = ['authorize', 'capture', 'confirm'] as const;

type State = { readonly id: string };
type Claimed = {
  readonly won: number | null;
  readonly response: Buffer | null;
  readonly state: State | null;
};
type Writing = { readonly scope: Buffer; readonly id: string };

/** The five operations without rules: the statements of docs/performance.md, with rows and answers as the hub's. */
export class BareShop {
  readonly #state: object;
  readonly #saga: object;
  readonly #order: object;
  readonly #timeline: readonly unknown[];
  readonly #open: object;
  readonly #completed: object;

  constructor(
    private readonly pool: Pool,
    private readonly shapes: Shapes,
  ) {
    this.#state = JSON.parse(shapes.session) as object;
    this.#saga = JSON.parse(shapes.saga) as object;
    this.#order = JSON.parse(shapes.order) as object;
    this.#timeline = shapes.timeline.map((entry) => JSON.parse(entry) as unknown);
    this.#open = JSON.parse(shapes.answers.open) as object;
    this.#completed = JSON.parse(shapes.answers.completed) as object;
  }

  async create(key: string): Promise<string> {
    const scope = scopeOf(key);
    const { won, response } = await this.#claim(scope, null);
    if (won === null && response !== null) return response.toString();
    const id = newId('cs');
    const answer = JSON.stringify({ ...this.#open, id });
    const { sealedSession, dataKey } = this.shapes;
    const stored = [this.#stateOf(id), randomBytes(sealedSession), randomBytes(dataKey)];
    await this.#run(INSERT, [TENANT, scope, Buffer.from(answer), id, AGENT, CONNECTION, ...stored]);
    return answer;
  }

  async update(key: string, id: string): Promise<string> {
    const scope = scopeOf(key);
    const { state } = await this.#claim(scope, id);
    const answer = JSON.stringify({ ...this.#open, id: known(state) });
    const stored = [this.#stateOf(id), randomBytes(this.shapes.sealedSession)];
    await this.#run(UPDATE, [TENANT, scope, Buffer.from(answer), id, ...stored]);
    return answer;
  }

  async get(id: string): Promise<string> {
    const [row] = await this.#run<{ state: State }>(FIND, [TENANT, id]);
    return JSON.stringify({ ...this.#open, id: known(row?.state ?? null) });
  }

  async complete(key: string, id: string): Promise<string> {
    const writing = { scope: scopeOf(key), id };
    known((await this.#claim(writing.scope, id)).state);
    const attempt = newId('pay');
    await this.#openAttempt(writing, attempt);
    for (const [index, step] of STEPS.entries()) await this.#progress(writing, attempt, step, index);
    return this.#sell(writing, attempt);
  }

  async #openAttempt({ id }: Writing, attempt: string): Promise<void> {
    const { sealedSession, sealedAttempt } = this.shapes;
    const session = [this.#stateOf(id), randomBytes(sealedSession)];
    await this.#run(OPEN_ATTEMPT, [
      ...[TENANT, id, ...session, attempt],
      ...[JSON.stringify(this.#saga), randomBytes(sealedAttempt), randomUUID()],
    ]);
  }

  async #progress({ id }: Writing, attempt: string, step: string, index: number): Promise<void> {
    const values = [TENANT, attempt, step, JSON.stringify(this.#saga)];
    if (index === 0) {
      await this.#run(PROGRESS, values);
      return;
    }
    const kind = index === 1 ? 'authorization' : 'capture';
    const movement = [newId('mov'), id, kind, `${kind}/${attempt}`, attempt];
    await this.#run(PROGRESS_WITH_MONEY, [...values, ...movement]);
  }

  async #sell({ scope, id }: Writing, attempt: string): Promise<string> {
    const { sealedSession, sealedOrder, dataKey } = this.shapes;
    const answer = JSON.stringify({ ...this.#completed, id });
    await this.#run(END_WITH_SALE, [
      ...[TENANT, scope, Buffer.from(answer), id, JSON.stringify(this.#saga), attempt],
      ...[this.#stateOf(id), randomBytes(sealedSession), newId('ord'), AGENT, CONNECTION],
      ...[JSON.stringify(this.#order), randomBytes(sealedOrder), randomBytes(dataKey)],
      ...[JSON.stringify(this.#timeline), newId('out')],
    ]);
    return answer;
  }

  async #claim(scope: Buffer, id: string | null): Promise<Claimed> {
    const [row] = await this.#run<Claimed>(CLAIM, [TENANT, scope, scope, randomUUID(), id]);
    if (row === undefined) throw new Error('A claim always has an answer.');
    return row;
  }

  #stateOf(id: string): string {
    return JSON.stringify({ ...this.#state, id });
  }

  async #run<Row extends object>(
    statement: { name: string; text: string },
    values: unknown[],
  ): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>({ ...statement, values });
    return rows;
  }
}

/** Two keys of one session differ: the hash only makes it as long as the hub's. */
const scopeOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/** Time-ordered, as the hub's are. */
const newId = (prefix: string): string =>
  `${prefix}_${Date.now().toString(16).padStart(12, '0')}${randomBytes(10).toString('hex')}`;

function known(state: State | null): string {
  if (state === null) throw new Error('The bare server was asked for a session it does not have.');
  return state.id;
}
