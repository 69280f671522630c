/** What the shopper's commands exit with; part of its interface to scripts. */
export const EXIT = {
  done: 0,
  /** The server answered, but not as wanted: nothing was bought, or a check failed. */
  refused: 1,
  /** The command line or the demo file is wrong. */
  usage: 2,
  /** No server there, or one that does not speak ACP. */
  unreachable: 3,
  /** Bought, but no webhook told of it in time. */
  unannounced: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
