import { setTimeout as sleep } from 'node:timers/promises';
import { audit, type Aftermath, type Ended } from './audit';
import { readBooks, type Books } from './books';
import type { Purchase } from './purchase';
import type { World } from './world';

/** A purchase that an agent is through with. */
export interface Played {
  readonly purchase: Purchase;
  readonly script: string;
  readonly ends: readonly string[];
  readonly aftermath?: Aftermath | undefined;
}

export interface Settled {
  readonly ended: readonly Ended[];
  readonly books: Books;
  readonly violations: readonly string[];
}

const LOOK_EVERY_MS = 300;

/** Looks at the books until nothing is wrong in them, or until the time is over. */
export async function settle(world: World, played: readonly Played[], withinMs: number): Promise<Settled> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const settled = await look(world, played);
    if (settled.violations.length === 0 || Date.now() > deadline) return settled;
    await sleep(LOOK_EVERY_MS);
  }
}

/** What agents and books say now of these purchases. */
export async function look({ places }: World, played: readonly Played[]): Promise<Settled> {
  const ended = await Promise.all(
    played.map(async ({ purchase, script, ends, aftermath }) => ({
      sessionId: purchase.sessionId,
      status: await purchase.status(),
      script,
      ends,
      ...(aftermath === undefined ? {} : { aftermath }),
    })),
  );
  const books = pagesOf(await readBooks(places), new Set(played.map(({ purchase }) => purchase.sessionId)));
  return { ended, books, violations: audit(books, ended) };
}

const pagesOf = ({ orders, payments }: Books, sessions: ReadonlySet<string>): Books => ({
  orders: orders.filter(({ session_id }) => sessions.has(session_id)),
  payments: payments.filter(({ sessionId }) => sessions.has(sessionId)),
});
