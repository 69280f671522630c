#!/usr/bin/env node
import { text } from 'node:stream/consumers';
import { runHub } from './run-hub';

void runHub(process.argv.slice(2), {
  readStdin: () => text(process.stdin),
  write: (line) => process.stdout.write(line),
  writeError: (line) => process.stderr.write(line),
  isTerminal: process.stderr.isTTY,
}).then((code) => {
  process.exitCode = code;
});
