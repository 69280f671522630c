import { isatty } from 'node:tty';
import picocolors from 'picocolors';

const STDOUT = 1;

/** Colours for a person at a terminal alone; picocolors by itself would colour what a CI log keeps, too. */
export const pc = picocolors.createColors(picocolors.isColorSupported && isatty(STDOUT));
