import { ConnectorError } from '@acp-hub/connector';
import type { CatalogueSyncs, SyncKind, SyncRun, SyncTurn } from './ports';
import { runSync, type SyncSteps } from './run-sync';
import type { TurnOptions } from './sync-catalogue';
import type { ObserveSync } from './sync-observer';
import { nextAfter, retryAfterMs, type SyncIntervals } from './sync-schedule';
import type { Shop, StepOutcome } from './sync-step';
import { TurnLost } from './turn-lost';

/** A platform's clock and indexes may lag behind; what is seen twice changes nothing. */
const OVERLAP_MS = 2 * 60_000;

/** A platform's cursor, and patience, do not last for ever: after so many failures in a row a run begins anew. */
const MOST_FAILURES = 10;

export type RunOutcome =
  | { readonly kind: 'ended'; readonly dueAt: Date }
  | { readonly kind: 'paused' }
  | { readonly kind: 'postponed'; readonly retryAt: Date };

/** Runs one kind of sync from where it stopped, and writes down how it ended. */
export class RunOneKind {
  constructor(
    private readonly syncs: CatalogueSyncs,
    private readonly steps: SyncSteps,
    private readonly intervals: SyncIntervals,
    private readonly clock: { now(): Date },
    private readonly observe: ObserveSync,
  ) {}

  async execute(
    turn: SyncTurn,
    kind: SyncKind,
    openShop: () => Promise<Shop>,
    options: TurnOptions,
  ): Promise<RunOutcome> {
    const run = await this.syncs.openRun(turn, kind, {
      acceptRemovals: options.acceptRemovals ?? false,
      ...(kind === 'changes' && turn.syncedTo !== undefined
        ? { updatedSince: new Date(turn.syncedTo.getTime() - OVERLAP_MS) }
        : {}),
    });
    const context = {
      turn,
      shouldStop: options.shouldStop,
      progress: (now: SyncRun) => this.observe({ catalogue: turn, run: now, kind: 'progress' }),
    };
    try {
      return await this.#end(turn, await runSync(this.steps, { ...context, shop: await openShop() }, run));
    } catch (error) {
      if (error instanceof TurnLost) throw error;
      return this.#fail(turn, run, error);
    }
  }

  async #end(turn: SyncTurn, outcome: StepOutcome): Promise<RunOutcome> {
    if (outcome.kind === 'paused') return { kind: 'paused' };
    const { run, kind: state } = outcome;
    const dueAt = nextAfter(this.intervals, run.kind, this.clock.now());
    const error = outcome.kind === 'held' ? { error: outcome.error } : {};
    await this.syncs.endRun(turn, run, {
      state,
      dueAt,
      ...error,
      ...(run.kind === 'stock' ? {} : { syncedTo: run.startedAt }),
    });
    this.observe({ catalogue: turn, run, kind: 'ended', state, ...error });
    return { kind: 'ended', dueAt };
  }

  /** What may pass is waited out, and the run goes on; what will not is the end of it. */
  async #fail(turn: SyncTurn, run: SyncRun, failure: unknown): Promise<RunOutcome> {
    const error = wordsFor(failure);
    const retryAt = new Date(this.clock.now().getTime() + retryAfterMs(turn.failures, failure));
    await this.syncs.postpone(turn, run, error, retryAt);
    if (isLasting(failure) || turn.failures + 1 >= MOST_FAILURES) {
      await this.syncs.endRun(turn, run, { state: 'failed', error, dueAt: retryAt });
      this.observe({ catalogue: turn, run, kind: 'ended', state: 'failed', error });
      return { kind: 'ended', dueAt: retryAt };
    }
    this.observe({ catalogue: turn, run, kind: 'postponed', error, retryAt });
    return { kind: 'postponed', retryAt };
  }
}

/** A cursor that expired, or a list that the platform does not have: asking again as before does not help. */
const isLasting = (error: unknown): boolean =>
  error instanceof ConnectorError &&
  (error.failure.kind === 'rejected' || error.failure.kind === 'unsupported');

const wordsFor = (error: unknown): string =>
  error instanceof Error ? error.message : 'A fault that says nothing of itself.';
