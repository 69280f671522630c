import type { Command } from 'commander';
import type { Surroundings } from '../config';
import { gather } from '../demo/gather';
import { withDataOptions, type DataOptions } from '../demo/options';
import type { ShoppingData } from '../demo/shopping-data';
import { dialectOf } from '../dialect';
import { isVersion, VERSIONS } from '../dialect/version';
import { createAcpClient } from '../http/acp-client';
import { describeExchange } from '../http/exchange';
import { createTransport } from '../http/transport';
import { EXIT, type ExitCode } from '../terminal/exit-code';
import { silentNarrator, terminalNarrator, type Narrator } from '../terminal/narrator';
import type { Terminal } from '../terminal/terminal';
import { discover } from './discover';
import type { Errand } from './errand';
import { exitCodeOf, outcomeAsJson, type PurchaseOutcome } from './outcome';
import { purchase } from './purchase';

interface BuyOptions extends DataOptions {
  quantity: string;
  option: string;
  version?: string;
  wait: string;
  follow: string;
  json?: boolean;
  verbose?: boolean;
}

const TIMEOUT_MS = 60_000;

export function addBuyCommand(program: Command, surroundings: Surroundings, terminal: Terminal): void {
  withDataOptions(
    program.command('buy').description('buy something through ACP, as an agent does, and tell of each step'),
  )
    .option('--base-url <url>', "where checkout sessions are made (default: the demo file's)")
    .option('--quantity <number>', 'how many', '1')
    .option('--option <wish>', 'cheapest, fastest, or the id of a fulfilment option', 'cheapest')
    .option('--version <version>', 'the version to speak (default: the newest that the server offers)')
    .option('--wait <seconds>', 'how long to wait for the first webhook', '15')
    .option('--follow <seconds>', 'how long to tell of further webhooks', '0')
    .option('--json', 'one line of JSON instead of the story')
    .option('--verbose', 'write every exchange to stderr')
    .action(async (options: BuyOptions) => {
      terminal.exit(await run(options, surroundings, terminal));
    });
}

async function run(options: BuyOptions, surroundings: Surroundings, terminal: Terminal): Promise<ExitCode> {
  const misused = (problem: string): ExitCode => {
    terminal.err(problem);
    return EXIT.usage;
  };
  const gathered = await gather(options, surroundings.demoFile);
  if (gathered.kind === 'incomplete') return misused(gathered.problem);
  const { data } = gathered;
  const errand = errandOf(options, data);
  if (typeof errand === 'string') return misused(errand);
  const { version } = options;
  if (version !== undefined && !isVersion(version))
    return misused(`"${version}" is not a version of ACP; they are ${VERSIONS.join(', ')}.`);

  const narrator = options.json === true ? silentNarrator : terminalNarrator((line) => terminal.out(line));
  const transport = createTransport(TIMEOUT_MS, (exchange) => {
    if (options.verbose === true) terminal.err(`${describeExchange(exchange)}\n`);
  });
  const found = await discover(transport, data.baseUrl, version, narrator);
  const client = createAcpClient(transport, found.apiBaseUrl, data.token, found.version);
  const outcome = await purchase({
    errand,
    data,
    dialect: dialectOf(found.version),
    client,
    transport,
    narrator,
  });
  if (options.json === true) terminal.out(outcomeAsJson(outcome));
  else conclude(outcome, narrator);
  return exitCodeOf(outcome);
}

/** @returns what is wrong with the command line, as a sentence, where something is. */
function errandOf(options: BuyOptions, data: ShoppingData): Errand | string {
  const quantity = Number(options.quantity);
  if (!Number.isInteger(quantity) || quantity < 1)
    return `--quantity ${options.quantity} is not a whole number of things.`;
  const [waitMs, followMs] = [1000 * Number(options.wait), 1000 * Number(options.follow)];
  if (!(waitMs >= 0) || !(followMs >= 0)) return '--wait and --follow are numbers of seconds.';
  if (data.items.inStock === undefined) return 'Nothing to buy: give --item <id>.';
  if (data.payments.ok === undefined) return 'Nothing to pay with: give --payment-token <token>.';
  return {
    itemId: data.items.inStock,
    quantity,
    coupon: options.coupon === undefined ? undefined : data.coupons.valid,
    option: options.option,
    paymentToken: data.payments.ok,
    waitMs,
    followMs,
  };
}

function conclude(outcome: PurchaseOutcome, narrator: Narrator): void {
  switch (outcome.kind) {
    case 'bought':
      narrator.step('Bought.');
      return;
    case 'refused':
      narrator.step('Not bought.');
      narrator.bad(outcome.reason);
      return;
    case 'not_acp':
      narrator.step('Not bought: the server does not answer as ACP has it.');
      narrator.bad(outcome.reason);
      return;
  }
}
