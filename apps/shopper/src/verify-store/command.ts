import { CONTRACT_VERSION } from '@acp-hub/store-contract';
import type { Command } from 'commander';
import type { Surroundings } from '../config';
import { gather } from '../demo/gather';
import { withDataOptions, type DataOptions } from '../demo/options';
import { describeExchange } from '../http/exchange';
import { createTransport } from '../http/transport';
import { EXIT, type ExitCode } from '../terminal/exit-code';
import type { Terminal } from '../terminal/terminal';
import { renderReport, reportAsJson } from '../verify/report';
import { isConformant, type Report } from '../verify/result';
import { verifyStore } from './run';

interface StoreOptions extends DataOptions {
  secret: string;
  json?: boolean;
  verbose?: boolean;
}

const TIMEOUT_MS = 30_000;

export function addVerifyStoreCommand(
  program: Command,
  surroundings: Surroundings,
  terminal: Terminal,
): void {
  withDataOptions(
    program
      .command('verify-store')
      .description(
        'hold a store against the contract for stores of one’s own; it places and cancels test orders',
      )
      .argument('<url>', 'base URL of the store’s endpoints, e.g. https://shop.example/acp'),
  )
    .requiredOption('--secret <secret>', 'the secret that hub and store share')
    .option('--json', 'one line of JSON instead of the table')
    .option('--verbose', 'write every exchange to stderr')
    .action(async (url: string, options: StoreOptions) => {
      terminal.exit(await run(url, options, surroundings, terminal));
    });
}

async function run(
  url: string,
  options: StoreOptions,
  surroundings: Surroundings,
  terminal: Terminal,
): Promise<ExitCode> {
  const gathered = await gather({ ...options, baseUrl: url, token: 'none' }, surroundings.demoFile);
  if (gathered.kind === 'incomplete') {
    terminal.err(gathered.problem);
    return EXIT.usage;
  }
  const results = await verifyStore({
    transport: createTransport(TIMEOUT_MS, (exchange) => {
      if (options.verbose === true) terminal.err(`${describeExchange(exchange)}\n`);
    }),
    baseUrl: url,
    secret: options.secret,
    contact: gathered.data.contact,
    address: gathered.data.address,
    itemId: gathered.data.items.inStock,
  });
  const report: Report = { baseUrl: url, versions: [{ version: CONTRACT_VERSION, results }] };
  const conformant = isConformant(report);
  terminal.out(options.json === true ? reportAsJson(report, conformant) : renderReport(report));
  return conformant ? EXIT.done : EXIT.refused;
}
