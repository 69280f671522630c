import { ConnectorError, type Connector, type ConnectorFailure, type Store } from '@acp-hub/connector';
import type { SetupName } from '../../src';
import type { ReferenceConfig } from '../reference/reference-connector';

type Subject = Connector<ReferenceConfig>;

/** A connector with one thing wrong, and the check that exists to notice. */
export interface Mutant {
  /** What it does wrong, to be read after "a connector that". */
  readonly does: string;
  readonly caughtBy: string;
  /** Where it shows; `usdNet` unless told. */
  readonly setup?: SetupName;
  mutate(connector: Subject): Subject;
}

/** Replaces methods of every store the connector opens. */
export const inStore =
  (replace: (store: Store, config: ReferenceConfig) => Partial<Store>) =>
  (connector: Subject): Subject => ({
    ...connector,
    connect(config, context) {
      const store = connector.connect(config, context);
      return { ...store, ...replace(store, config) };
    },
  });

/** Runs the call and passes its failure through `mutate`. */
export async function misreporting<T>(
  call: Promise<T>,
  mutate: (error: ConnectorError) => Error | Promise<T>,
): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const result = mutate(error);
    if (result instanceof Error) throw result;
    return result;
  }
}

export const withOutcome = (error: ConnectorError, outcome: ConnectorError['outcome']): ConnectorError =>
  new ConnectorError(error.failure, error.message, outcome);

export const withFailure = (error: ConnectorError, failure: ConnectorFailure): ConnectorError =>
  new ConnectorError(failure, error.message, error.outcome);

export const isRejection = ({ failure }: ConnectorError, code: string): boolean =>
  failure.kind === 'rejected' && failure.reason.code === code;

/** The code of the socket's or deadline's error behind a failure. */
export const causeOf = ({ cause }: ConnectorError): string | undefined =>
  (cause as { code?: string } | undefined)?.code;
