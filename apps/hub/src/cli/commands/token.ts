import type { Command } from 'commander';
import { print } from '../answer';
import { chooseTenant, TENANT_OPTION } from '../choose-tenant';
import { addDisableCommand } from '../disable-command';
import { asOperator } from '../operator';
import { readValue } from '../read-value';
import type { Surroundings } from '../surroundings';

interface AddOptions {
  tenant?: string;
  agent: string;
  connection: string;
  token?: string;
  json?: boolean;
}

export function addTokenCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('token').description('agents’ bearer tokens; `hub agent list` shows them');
  group
    .command('add')
    .description('a further token for an agent, shown once: to replace one, add first and disable then')
    .option(...TENANT_OPTION)
    .requiredOption('--agent <id>', 'whose it is')
    .requiredOption('--connection <id>', 'what it sells from; the token has the connection’s mode')
    .option('--token <token>', 'a bearer token of your own (default: a new one)')
    .option('--json', 'one JSON document')
    .action((options: AddOptions) => add(options, surroundings));
  addDisableCommand(group, surroundings, 'token');
}

async function add(options: AddOptions, surroundings: Surroundings): Promise<void> {
  const given =
    options.token === undefined ? undefined : await readValue(options.token, '--token', surroundings);
  await asOperator(surroundings, async ({ tenants, provision }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const { tokenId, token } = await provision.token({
      tenantId,
      agentId: options.agent,
      connectionId: options.connection,
      ...(given === undefined ? {} : { token: given }),
    });
    const json = { tenant_id: tenantId, agent_id: options.agent, token_id: tokenId, token };
    print(surroundings, { json, human: { 'token id': tokenId, token } }, options);
  });
}
