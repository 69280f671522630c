import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Surroundings } from '../config';
import { gather } from '../demo/gather';
import { withConformanceOptions, withDataOptions, type DataOptions } from '../demo/options';
import { isVersion, NEWEST, VERSIONS, type Version } from '../dialect/version';
import { describeExchange } from '../http/exchange';
import { createTransport } from '../http/transport';
import { EXIT, type ExitCode } from '../terminal/exit-code';
import type { Terminal } from '../terminal/terminal';
import { allChecks } from './checks';
import { loadOfficialSchemas, schemaFolderIn } from './official-schemas';
import { renderReport, reportAsJson } from './report';
import { isConformant, type Report } from './result';
import { verify } from './runner';

interface VerifyOptions extends DataOptions {
  version: string;
  only?: string[];
  schemas?: string;
  json?: boolean;
  verbose?: boolean;
}

const TIMEOUT_MS = 60_000;

export function addVerifyCommand(program: Command, surroundings: Surroundings, terminal: Terminal): void {
  withConformanceOptions(
    withDataOptions(
      program
        .command('verify')
        .description('hold an ACP server against the rules of the protocol, one by one')
        .argument('<base-url>', 'where its checkout sessions are, e.g. http://localhost:8080'),
    ),
  )
    .option('--version <version>', `one of ${VERSIONS.join(', ')}, or all`, NEWEST)
    .option('--only <ids...>', 'make only these checks, e.g. idempotency.replay or idempotency')
    .option('--schemas <dir>', "a clone of the protocol's repository, or a folder that has it as acp/")
    .option('--json', 'one line of JSON instead of the table')
    .option('--verbose', 'write every exchange to stderr')
    .action(async (baseUrl: string, options: VerifyOptions) => {
      terminal.exit(await run({ ...options, baseUrl }, surroundings, terminal));
    });
}

async function run(
  options: VerifyOptions & { baseUrl: string },
  surroundings: Surroundings,
  terminal: Terminal,
): Promise<ExitCode> {
  const versions = versionsOf(options.version);
  const checks = allChecks.filter(
    ({ id }) => options.only?.some((one) => id === one || id.startsWith(`${one}.`)) ?? true,
  );
  if (versions === undefined || checks.length === 0) {
    const known = versions === undefined ? `--version: ${VERSIONS.join(', ')}, all` : `--only: ${idsOf()}`;
    terminal.err(`Nothing to check. Known values of ${known}.`);
    return EXIT.usage;
  }
  const gathered = await gather(options, surroundings.demoFile);
  if (gathered.kind === 'incomplete') {
    terminal.err(gathered.problem);
    return EXIT.usage;
  }

  const folder = schemaFolderIn(resolve(options.schemas ?? surroundings.schemas));
  if (folder === undefined && options.schemas !== undefined) {
    terminal.err(
      `There is no folder spec/ in ${options.schemas}: --schemas takes a clone of the protocol's repository.`,
    );
    return EXIT.usage;
  }
  const schemas = new Map(
    VERSIONS.map((one) => [one, folder === undefined ? undefined : loadOfficialSchemas(folder, one)]),
  );
  const results = await verify({
    versions,
    checks,
    data: gathered.data,
    schemasOf: (version) => schemas.get(version),
    connect: (onExchange) =>
      createTransport(TIMEOUT_MS, (exchange) => {
        onExchange(exchange);
        if (options.verbose === true) terminal.err(`${describeExchange(exchange)}\n`);
      }),
  });

  const report: Report = {
    baseUrl: options.baseUrl,
    schemas: folder ?? null,
    versions: results,
  };
  const conformant = isConformant(report);
  terminal.out(options.json === true ? reportAsJson(report, conformant) : renderReport(report));
  return conformant ? EXIT.done : EXIT.refused;
}

function versionsOf(text: string): Version[] | undefined {
  if (text === 'all') return [...VERSIONS];
  return isVersion(text) ? [text] : undefined;
}

const idsOf = (): string => allChecks.map(({ id }) => id).join(', ');
