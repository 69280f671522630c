import { Command } from 'commander';
import { addAgentCommands } from './commands/agent';
import { addCasesCommands } from './commands/cases';
import { addCatalogCommands } from './commands/catalog';
import { addConnectionCommands } from './commands/connection';
import { addEraseCommand } from './commands/erase';
import { addExportCommand } from './commands/export';
import { addFeedsCommands } from './commands/feeds';
import { addLedgerCommand } from './commands/ledger';
import { addMigrateCommand } from './commands/migrate';
import { addOperatorCommands } from './commands/operator';
import { addReconcileCommand } from './commands/reconcile';
import { addSecretCommands } from './commands/secret';
import { addTenantCommands } from './commands/tenant';
import { addTokenCommands } from './commands/token';
import { addWebhookCommands } from './commands/webhook';
import type { Surroundings } from './surroundings';

const FOOTER = `
Settings come from the environment, as the server's do (.env.example lists them); the commands work while it runs.
Values may be given as they are, as @file, or as - for standard input: keep secrets out of the shell's history.

A first merchant:
  $ hub tenant add --name "Cascade Outfitters"
  $ hub connection add --name main --currency USD --connector custom --config @shop.json \\
      --payment-provider sandbox --payment-config @payments.json
  $ hub agent add --name assistant --connection con_… --webhook-url https://agent.example/webhooks

Exit codes: 0 done, 1 refused, 2 wrong command line or environment, 3 fault.`;

/** The operator's command line. */
export function createProgram(surroundings: Surroundings): Command {
  const program = new Command('hub')
    .description('Run an ACP hub: merchants, their shops, the agents that sell for them, and buyers’ data.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => surroundings.write(text),
      writeErr: (text) => surroundings.writeError(text),
    })
    .showHelpAfterError('(add --help for how to use it)')
    .addHelpText('after', FOOTER);
  addTenantCommands(program, surroundings);
  addConnectionCommands(program, surroundings);
  addAgentCommands(program, surroundings);
  addCatalogCommands(program, surroundings);
  addFeedsCommands(program, surroundings);
  addTokenCommands(program, surroundings);
  addSecretCommands(program, surroundings);
  addWebhookCommands(program, surroundings);
  addOperatorCommands(program, surroundings);
  addLedgerCommand(program, surroundings);
  addCasesCommands(program, surroundings);
  addReconcileCommand(program, surroundings);
  addExportCommand(program, surroundings);
  addEraseCommand(program, surroundings);
  addMigrateCommand(program, surroundings);
  return program;
}
