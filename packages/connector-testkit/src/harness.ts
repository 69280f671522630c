import type { Connector, ConnectContext } from '@acp-hub/connector';
import type { BackDoor } from './back-door';
import type { Facts } from './facts';

/** What a platform's author gives the suite: the connector, and shops to try it on. */
export interface Harness<Config = unknown> {
  readonly connector: Connector<Config>;
  /** The same shop in each of these; three decimal places are welcome. */
  readonly setups: {
    readonly usdNet: Setup<Config>;
    readonly eurGross: Setup<Config>;
    readonly jpy: Setup<Config>;
    readonly kwd?: Setup<Config>;
  };
}

export interface Setup<Config = unknown> {
  readonly facts: Facts;
  /** A fresh shop over real HTTP; every check has its own, and several run at once. */
  start(): Promise<RunningShop<Config>>;
}

export interface RunningShop<Config = unknown> {
  readonly first: Tenant<Config>;
  /** Another merchant on the same platform; on the same server, where the platform has several on one. */
  readonly second: Tenant<Config>;
  stop(): Promise<void>;
}

export interface Tenant<Config = unknown> {
  readonly config: Config;
  /** `config` with a credential that the platform does not accept. */
  readonly wrongConfig: Config;
  /** Strings that must never stand in an error. */
  readonly secrets: readonly string[];
  /** Of its own; its transport's deadline is best short, since checks wait for it. */
  readonly context: ConnectContext;
  readonly backDoor: BackDoor;
}

export type SetupName = keyof Harness['setups'];
