import type { World } from '../world';

/** Something that goes wrong around the hub while agents buy and the hub is killed. */
export interface Disturbance {
  readonly name: string;
  /** Why it cannot be played on this machine. */
  readonly obstacle?: string;
  /** How a purchase may end beside what its script says. */
  readonly alsoEnds?: readonly string[];
  /** @param quick shortens it. */
  prepare(quick: boolean): Promise<Prepared>;
}

export interface Prepared {
  /** Further settings of the hub. */
  readonly settings: Readonly<Record<string, string>>;
  /** Resolves when it is over. @returns what was done, in words. */
  disturb(world: World): Promise<string>;
  close(): Promise<void>;
}

export const nothing = async (): Promise<void> => undefined;
