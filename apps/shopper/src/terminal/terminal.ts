import type { ExitCode } from './exit-code';

/** Where a command's words and its exit code go. */
export interface Terminal {
  /** What was asked for: the story, the table, the JSON. */
  out(line: string): void;
  /** What is wrong, and what `--verbose` adds. */
  err(line: string): void;
  exit(code: ExitCode): void;
}

export const processTerminal: Terminal = {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
  exit: (code) => {
    process.exitCode = code;
  },
};
