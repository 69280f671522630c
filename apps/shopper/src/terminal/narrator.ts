import { pc } from './colours';

/** Tells a person what happens, line by line. */
export interface Narrator {
  step(text: string): void;
  detail(text: string): void;
  good(text: string): void;
  warn(text: string): void;
  bad(text: string): void;
}

/** Writes for a terminal; picocolors leaves colours out where there is none, or where NO_COLOR says so. */
export const terminalNarrator = (write: (line: string) => void): Narrator => ({
  step: (text) => write(`\n${pc.cyan('▸')} ${pc.bold(text)}`),
  detail: (text) => write(`  ${text}`),
  good: (text) => write(`  ${pc.green('✓')} ${text}`),
  warn: (text) => write(`  ${pc.yellow('!')} ${text}`),
  bad: (text) => write(`  ${pc.red('✗')} ${text}`),
});

/** Says nothing, for `--json`. */
export const silentNarrator: Narrator = {
  step: () => undefined,
  detail: () => undefined,
  good: () => undefined,
  warn: () => undefined,
  bad: () => undefined,
};
