import { Command } from 'commander';
import { addBuyCommand } from './buy/command';
import type { Surroundings } from './config';
import { addInboxCommand } from './inbox/command';
import type { Terminal } from './terminal/terminal';
import { addVerifyStoreCommand } from './verify-store/command';
import { addVerifyCommand } from './verify/command';

/** The command line of the shopper. */
export function createProgram(surroundings: Surroundings, terminal: Terminal): Command {
  const program = new Command('shopper').description("The agent's side of the Agentic Commerce Protocol.");
  addBuyCommand(program, surroundings, terminal);
  addVerifyCommand(program, surroundings, terminal);
  addVerifyStoreCommand(program, surroundings, terminal);
  addInboxCommand(program, terminal);
  return program;
}
