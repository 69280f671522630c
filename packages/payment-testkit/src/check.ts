import type { RunningProvider } from './harness';

/** One promise of the interface, and how it is tried. Each runs on empty books. */
export interface Check {
  readonly title: string;
  readonly run: (provider: RunningProvider) => Promise<void>;
}
