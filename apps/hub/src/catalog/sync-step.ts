import type { Store } from '@acp-hub/connector';
import type { SyncRun, SyncTurn } from './ports';

/** As much of a platform as a sync asks. */
export type Shop = Pick<Store, 'listProducts' | 'getVariants'>;

/** What every step of a run works with. */
export interface SyncContext {
  readonly turn: SyncTurn;
  readonly shop: Shop;
  /** Whether the turn has lasted long enough; a run that stops goes on in the next one. */
  readonly shouldStop: () => boolean;
  /** Told whenever the run has come further. */
  readonly progress: (run: SyncRun) => void;
}

/** `paused`: the run goes on in another turn. */
export type StepOutcome =
  | { readonly kind: 'done'; readonly run: SyncRun }
  | { readonly kind: 'paused'; readonly run: SyncRun }
  /** Ended without what would have been implausible; `error` says what to do. */
  | { readonly kind: 'held'; readonly run: SyncRun; readonly error: string };
