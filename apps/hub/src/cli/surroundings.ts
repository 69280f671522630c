/** What the command line has of the world around it. */
export interface Surroundings {
  /** Absent: the process's own. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Everything on standard input. */
  readonly readStdin: () => Promise<string>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Whether errors are read in a terminal, where a line can be written over. */
  readonly isTerminal?: boolean;
}
