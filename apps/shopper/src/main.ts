#!/usr/bin/env node
import { resolve } from 'node:path';
import { pc } from './terminal/colours';
import { readSurroundings } from './config';
import { ServerUnreachable } from './http/transport';
import { createProgram } from './program';
import { EXIT } from './terminal/exit-code';
import { processTerminal } from './terminal/terminal';

const root = resolve(__dirname, '../../..');

createProgram(readSurroundings(root), processTerminal)
  .parseAsync()
  .catch((error: unknown) => {
    if (!(error instanceof ServerUnreachable)) throw error;
    processTerminal.err(
      `${pc.red('✗')} ${error.message}\n  Is the server running? \`npm start\` brings up the demo.`,
    );
    processTerminal.exit(EXIT.unreachable);
  });
