/** What `hub` exits with; part of its interface to scripts. */
export const EXIT = {
  done: 0,
  /** The hub does not do it; the message says why. */
  refused: 1,
  /** The command line or the environment is wrong. */
  usage: 2,
  /** A fault, such as a database that cannot be reached. */
  failed: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
