import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, type Patience } from './agent';
import { audit, type Ended } from './audit';
import { readBooks, type Books } from './books';
import { HubUnderFire } from './hub-under-fire';
import { choosePlaces, type Places } from './places';
import { provision } from './provision';
import { Purchase } from './purchase';
import { castOf, type Script } from './scripts';
import { startServer } from './server-process';

export interface ChaosOptions {
  readonly purchases: number;
  /** Leaves out what takes a minute to expire. */
  readonly quick: boolean;
}

export interface ChaosReport {
  readonly kills: number;
  readonly seconds: number;
  readonly patience: Patience;
  readonly ended: readonly Ended[];
  readonly books: Books;
  readonly violations: readonly string[];
}

const AT_ONCE = 8;
/** A session of a minute, the sweep after it, and the cancelling after that. */
const RECOVERY_MS = { full: 120_000, quick: 30_000 };
/** Longer than a lease: what a takeover still does wrong shows by then. */
const AFTERMATH_MS = 3_000;

/** Sells while the hub is killed again and again, lets it recover, and reads the books. */
export async function runChaos({ purchases, quick }: ChaosOptions): Promise<ChaosReport> {
  const began = Date.now();
  const folder = await mkdtemp(join(tmpdir(), 'acp-hub-chaos-'));
  const closing: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const places = await choosePlaces(folder);
    for (const server of await Promise.all([startServer(places.store), startServer(places.provider)])) {
      closing.push(() => server.stop());
    }
    const hub = await HubUnderFire.start(places.hub);
    closing.push(() => hub.stop());
    const patience: Patience = { answered: 0, cut: 0, putOff: 0 };
    const agent = new Agent(places.hub.url, await provision(places), patience);

    hub.openFire(() => patience.answered);
    const played = await playAll(agent, castOf(purchases, quick));
    await hub.ceaseFire();
    const recovered = await recover(places, played, quick ? RECOVERY_MS.quick : RECOVERY_MS.full);
    return { kills: hub.kills, seconds: (Date.now() - began) / 1_000, patience, ...recovered };
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

interface Played {
  readonly script: Script;
  readonly purchase: Purchase;
}

async function playAll(agent: Agent, cast: readonly Script[]): Promise<readonly Played[]> {
  const waiting = [...cast];
  const played: Played[] = [];
  const buyOneAfterAnother = async (): Promise<void> => {
    for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) {
      const purchase = await Purchase.open(agent);
      await script.play(purchase);
      played.push({ script, purchase });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, buyOneAfterAnother));
  return played;
}

async function recover(places: Places, played: readonly Played[], withinMs: number) {
  const look = async () => {
    const ended: Ended[] = [];
    for (const { script, purchase } of played) {
      const status = await purchase.status();
      ended.push({ sessionId: purchase.sessionId, script: script.name, status, ends: script.ends });
    }
    const books = await readBooks(places);
    return { ended, books, violations: audit(books, ended) };
  };
  const deadline = Date.now() + withinMs;
  while ((await look()).violations.length > 0 && Date.now() < deadline) await sleep(1_000);
  await sleep(AFTERMATH_MS);
  return look();
}
