import type { Catalogue, SyncRun, SyncState } from './ports';

/** What a sync tells whoever watches: the terminal, metrics, a test. */
export type SyncEvent = { readonly catalogue: Catalogue; readonly run: SyncRun } & (
  | { readonly kind: 'progress' }
  /** The run goes on by itself at `retryAt`. */
  | { readonly kind: 'postponed'; readonly error: string; readonly retryAt: Date }
  | { readonly kind: 'ended'; readonly state: Exclude<SyncState, 'running'>; readonly error?: string }
);

export type ObserveSync = (event: SyncEvent) => void;
