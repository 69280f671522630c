import { readFileSync } from 'node:fs';
import { CLOCK_VARIABLE } from './clock-variable';

const LOOK_EVERY_MS = 50;

const RealDate = Date;
const file = process.env[CLOCK_VARIABLE];
let offsetMs = 0;

/** A wall clock that is off; timers run on, as they do when a machine's clock is set. */
class JumpingDate extends RealDate {
  constructor(...values: [] | ConstructorParameters<typeof Date>) {
    if (values.length === 0) super(JumpingDate.now());
    else super(...values);
  }

  static override now(): number {
    return RealDate.now() + offsetMs;
  }
}

function look(): void {
  if (file !== undefined) offsetMs = Number(readFileSync(file, 'utf8'));
}

// Loaded into a process by --require, before anything else is.
look();
setInterval(look, LOOK_EVERY_MS).unref();
globalThis.Date = JumpingDate as DateConstructor;
