import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ORDERS_VARIABLE, type AttemptName, type Report, type Trace } from '../extension/messages';
import { startServer, type ServerProcess } from '../server-process';
import { everyRoad, type World } from '../world';
import { ANY_STEP, type KillOrder, type Refusal } from './kill-point';

/** An order that, once it is carried out, may be followed by a second death when the work is taken up again. */
export interface Doom extends KillOrder {
  /** Whose order it is, as whoever gives it counts. */
  readonly trial: number;
  readonly again: boolean;
}

/** Recovery after a death waits for it, and so it is short; who has stopped stays stopped when it runs out. */
const LEASE_MS = 2_000;
/** Whole batches are under way at once, and a store that only seems slow would lead them another way. */
const STORE_DEADLINE_MS = 4_000;
/** Nobody has got anywhere for so long: whoever is not at its point by now comes to it after this death. */
const SILENCE_MS = 2_500;
const LOOK_EVERY_MS = 50;

/** A hub that dies when those it has orders for have come to their points, as many as can, and is started again. */
export class DoomedHub {
  kills = 0;
  readonly traces: Trace[] = [];
  /** What went wrong with the hub itself. */
  readonly accidents: string[] = [];

  #dooms: readonly Doom[] = [];
  #refusals: readonly Refusal[] = [];
  readonly #attempts: Record<string, AttemptName> = {};
  readonly #halted = new Set<string>();
  #heardAt = Date.now();
  #gathering: NodeJS.Timeout | undefined;
  #dying: Promise<void> | undefined;
  #obeyed: () => void = () => undefined;
  #hub: ServerProcess | undefined;
  #isStopping = false;

  private constructor(
    private readonly world: World,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  /** @param settings further ones of the hub. */
  static async start(world: World, settings: Readonly<Record<string, string>> = {}): Promise<DoomedHub> {
    const hub = new DoomedHub(world, settings);
    for (const road of everyRoad(world.roads)) road.onHeld = (order: string) => hub.#halt(order);
    await hub.#start();
    return hub;
  }

  /** Gives orders in the place of all earlier ones; resolves when the hub knows them. */
  async obey(dooms: readonly Doom[], refusals: readonly Refusal[]): Promise<void> {
    await this.#dying;
    clearTimeout(this.#gathering);
    this.#halted.clear();
    this.#dooms = dooms;
    this.#refusals = refusals;
    const obeyed = new Promise<void>((resolve) => (this.#obeyed = resolve));
    this.#hub?.send(this.#orders());
    await obeyed;
  }

  /** Resolves once every order is carried out, or nothing happens any more that could. */
  async rest(): Promise<void> {
    for (;;) {
      await this.#dying;
      if (this.#dooms.length === 0 || Date.now() - this.#heardAt > SILENCE_MS) return;
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** Orders that were not carried out. */
  outstanding(): readonly Doom[] {
    return this.#dooms;
  }

  async stop(): Promise<void> {
    await this.#dying;
    this.#isStopping = true;
    await this.#hub?.stop();
  }

  #orders() {
    return { kills: this.#dooms, refusals: this.#refusals, attempts: this.#attempts };
  }

  async #start(): Promise<void> {
    const orders = join(this.world.places.folder, 'orders.json');
    await writeFile(orders, JSON.stringify(this.#orders()));
    const options = this.world.hubWith({
      HUB_LEASE_MS: String(LEASE_MS),
      HUB_STORE_DEADLINE_MS: String(STORE_DEADLINE_MS),
      ...this.settings,
      [ORDERS_VARIABLE]: orders,
    });
    const server = await startServer({ ...options, onMessage: (message) => this.#hear(message as Report) });
    this.#hub = server;
    void server.ended.then((words) => {
      if (this.#isStopping || this.#dying !== undefined) return;
      this.accidents.push(`The hub ended by itself:\n${words}`);
      this.#dying = this.#startAgain();
    });
  }

  #hear(report: Report): void {
    this.#heardAt = Date.now();
    switch (report.kind) {
      case 'obeys':
        this.#obeyed();
        break;
      case 'halted':
        return this.#halt(report.order);
      case 'attempt':
        this.#attempts[report.id] = report.name;
        break;
      case 'trace':
        this.traces.push(report.trace);
    }
    this.#gather();
  }

  #halt(order: string): void {
    if (!this.#dooms.some(({ id }) => id === order)) return;
    this.#heardAt = Date.now();
    this.#halted.add(order);
    this.#gather();
  }

  /** Dies at once where nobody else is to come, and otherwise when nobody has got any further for a while. */
  #gather(): void {
    clearTimeout(this.#gathering);
    if (this.#halted.size === 0 || this.#dying !== undefined) return;
    if (this.#dooms.every(({ id }) => this.#halted.has(id))) this.#die();
    else this.#gathering = setTimeout(() => this.#die(), SILENCE_MS);
  }

  #die(): void {
    clearTimeout(this.#gathering);
    this.#dying ??= this.#kill();
  }

  async #kill(): Promise<void> {
    await this.#hub?.kill();
    this.kills += 1;
    const [done, open] = [true, false].map((isDone) =>
      this.#dooms.filter(({ id }) => this.#halted.has(id) === isDone),
    );
    this.#dooms = [...(open ?? []), ...(done ?? []).filter(({ again }) => again).map(secondDeath)];
    this.#halted.clear();
    await this.#startAgain();
  }

  async #startAgain(): Promise<void> {
    await this.#start();
    this.#dying = undefined;
    this.#heardAt = Date.now();
    // Some have come to their points while the hub was coming up.
    this.#gather();
  }
}

/** Dies once more when the work has been taken up again, and something is over that is not recorded. */
const secondDeath = ({ operation: _operation, call: _call, ...doom }: Doom): Doom => ({
  ...doom,
  id: `${doom.id}, again`,
  step: ANY_STEP,
  moment: 'unrecorded',
  again: false,
});
