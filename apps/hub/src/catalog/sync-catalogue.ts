import type { Connections } from '../connectors/connection';
import type { Catalogue, CatalogueHints, CatalogueSyncs, SyncKind, SyncTurn } from './ports';
import type { RunOneKind } from './run-one-kind';
import { dueKinds, nextTurn, type SyncIntervals } from './sync-schedule';
import { TurnLost } from './turn-lost';

/**
 * `busy`: another process has the turn, or the connection is disabled; `waiting`: a failure is waited out; `more`: what
 * has begun goes on in the next turn.
 */
export type TurnOutcome = 'synced' | 'not_due' | 'busy' | 'waiting' | 'more';

export interface TurnOptions {
  readonly shouldStop: () => boolean;
  /** These, due or not, and however many failures there were. */
  readonly kinds?: readonly SyncKind[];
  readonly acceptRemovals?: boolean;
}

/** What a turn looks at to decide what to do. */
export interface SyncBooks {
  readonly syncs: CatalogueSyncs;
  readonly hints: CatalogueHints;
}

/** Takes one turn at a catalogue: whatever is due, kind after kind, by one process at a time. */
export class SyncCatalogue {
  constructor(
    private readonly books: SyncBooks,
    private readonly connections: Connections,
    private readonly runOneKind: RunOneKind,
    private readonly intervals: SyncIntervals,
    private readonly clock: { now(): Date },
  ) {}

  async execute(catalogue: Catalogue, options: TurnOptions): Promise<TurnOutcome> {
    const { syncs } = this.books;
    const turn = await syncs.take(catalogue);
    if (turn === undefined) return 'busy';
    let nextAt = turn.retryAt ?? this.clock.now();
    try {
      const { outcome, at } = await this.#turn(turn, options);
      nextAt = at;
      return outcome;
    } catch (error) {
      if (error instanceof TurnLost) return 'busy';
      throw error;
    } finally {
      await syncs.release(turn, nextAt);
    }
  }

  async #turn(turn: SyncTurn, options: TurnOptions): Promise<{ outcome: TurnOutcome; at: Date }> {
    const now = this.clock.now();
    if (options.kinds === undefined && turn.retryAt !== undefined && turn.retryAt > now)
      return { outcome: 'waiting', at: turn.retryAt };
    const kinds = options.kinds ?? (await this.#due(turn, now));
    const due: Partial<Record<SyncKind, Date>> = { ...turn.due };
    const open = async () => (await this.connections.open(turn.tenantId, turn.connectionId)).platform.store;
    for (const kind of kinds) {
      const ended = await this.runOneKind.execute(turn, kind, open, options);
      switch (ended.kind) {
        case 'ended':
          due[kind] = ended.dueAt;
          break;
        case 'postponed':
          return { outcome: 'waiting', at: ended.retryAt };
        case 'paused':
          return { outcome: 'more', at: this.clock.now() };
      }
    }
    const at = nextTurn(this.intervals, due, this.clock.now());
    return { outcome: kinds.length === 0 ? 'not_due' : 'synced', at };
  }

  async #due(turn: SyncTurn, now: Date): Promise<readonly SyncKind[]> {
    const [hint] = await this.books.hints.open(turn, 1);
    return dueKinds(this.intervals, turn, hint !== undefined, now);
  }
}
