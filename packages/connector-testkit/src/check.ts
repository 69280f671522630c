import type { ConnectorCapabilities } from '@acp-hub/connector';
import type { Scene } from './scene';

export type CheckGroup =
  | 'Declaration'
  | 'Catalogue'
  | 'Quote'
  | 'Placing'
  | 'Confirming'
  | 'Looking up'
  | 'Cancelling'
  | 'Refunding'
  | 'After the sale'
  | 'Webhooks'
  | 'Hand-off'
  | 'Faults'
  | 'Two tenants';

/** One rule of the Connector interface, tried on a shop of its own. */
export interface Check {
  /** Stable, e.g. `place.price_changed`. */
  readonly id: string;
  readonly group: CheckGroup;
  /** The rule as a sentence. */
  readonly title: string;
  /** Whether the rule is one for such a connector; for all unless told. Nothing else skips a check. */
  readonly appliesTo?: (capabilities: ConnectorCapabilities) => boolean;
  /** Rejects, with a message for the connector's author, where the rule is broken or nothing could be checked. */
  run(scene: Scene): Promise<void>;
}

/** The checks of a group, named and titled; `run` gets a fresh shop. */
export const checksOf =
  (group: CheckGroup) =>
  (checks: Readonly<Record<string, Omit<Check, 'id' | 'group'>>>): readonly Check[] =>
    Object.entries(checks).map(([id, check]) => ({ id, group, ...check }));
