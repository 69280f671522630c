import { Option, type Command } from 'commander';
import { readVersionPin } from '../../tenants/version-pin';
import { print } from '../answer';
import { chooseTenant, TENANT_OPTION } from '../choose-tenant';
import { addDisableCommand } from '../disable-command';
import { notBlank } from '../not-blank';
import { asOperator } from '../operator';
import { readValue } from '../read-value';
import type { Surroundings } from '../surroundings';
import { UsageError } from '../usage-error';

interface AddOptions {
  tenant?: string;
  connection: string;
  name: string;
  profile: 'spec' | 'openai' | 'legacy';
  token?: string;
  webhookUrl?: string;
  webhookSecret?: string;
  webhookApiVersion?: string;
  signature: 'off' | 'optional' | 'required';
  signatureSecret?: string;
  json?: boolean;
}

export function addAgentCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('agent').description('agents that may sell for a merchant');
  addAdd(group, surroundings);
  addList(group, surroundings);
  addDisableCommand(group, surroundings, 'agent');
}

function addAdd(group: Command, surroundings: Surroundings): void {
  group
    .command('add')
    .description('an agent, with its first token')
    .option(...TENANT_OPTION)
    .requiredOption('--connection <id>', 'what it sells from; the token has the connection’s mode')
    .requiredOption('--name <name>', 'for operators', notBlank)
    .addOption(
      new Option('--profile <profile>', 'the documentation it was built from')
        .choices(['spec', 'openai', 'legacy'])
        .default('spec'),
    )
    .option('--token <token>', 'a bearer token of your own (default: a new one)')
    .option('--webhook-url <url>', 'where it receives what happens to its orders')
    .option(
      '--webhook-secret <secret>',
      'what these messages are signed with, 16 characters at least (default: a new one)',
    )
    .option(
      '--webhook-api-version <version>',
      'the protocol version of these messages (default: the order’s)',
    )
    .addOption(
      new Option('--signature <policy>', 'whether its requests must be signed')
        .choices(['off', 'optional', 'required'])
        .default('off'),
    )
    .option('--signature-secret <secret>', 'what it signs them with, likewise (default: a new one)')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      `
Token and secrets are shown once: only their traces are stored.

Example:
  $ hub agent add --connection con_… --name assistant --profile openai \\
      --webhook-url https://agent.example/webhooks`,
    )
    .action((options: AddOptions) => add(options, surroundings));
}

async function add(options: AddOptions, surroundings: Surroundings): Promise<void> {
  const read = async (given: string | undefined, option: string) =>
    given === undefined ? undefined : readValue(given, option, surroundings);
  const token = await read(options.token, '--token');
  const webhookSecret = await read(options.webhookSecret, '--webhook-secret');
  const signatureSecret = await read(options.signatureSecret, '--signature-secret');
  const { webhookUrl, signature } = options;
  const webhookApiVersion =
    options.webhookApiVersion === undefined ? undefined : readVersionPin(options.webhookApiVersion);
  if (webhookUrl === undefined && (webhookSecret ?? webhookApiVersion) !== undefined) {
    throw new UsageError('--webhook-secret and --webhook-api-version need --webhook-url.');
  }
  if (signature === 'off' && signatureSecret !== undefined) {
    throw new UsageError('--signature-secret needs --signature optional or required.');
  }
  if (webhookUrl !== undefined && !(/^https?:/i.test(webhookUrl) && URL.canParse(webhookUrl))) {
    throw new UsageError(`--webhook-url: "${webhookUrl}" is not an http or https URL.`);
  }
  await asOperator(surroundings, async ({ tenants, provision }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const made = await provision.agent({
      tenantId,
      connectionId: options.connection,
      name: options.name,
      profile: options.profile,
      ...(token === undefined ? {} : { token }),
      ...(webhookUrl === undefined
        ? {}
        : {
            webhook: {
              url: webhookUrl,
              ...(webhookSecret === undefined ? {} : { secret: webhookSecret }),
              ...(webhookApiVersion === undefined ? {} : { apiVersion: webhookApiVersion }),
            },
          }),
      ...(signature === 'off'
        ? {}
        : {
            signature: {
              policy: signature,
              ...(signatureSecret === undefined ? {} : { secret: signatureSecret }),
            },
          }),
    });
    const json = {
      tenant_id: tenantId,
      agent_id: made.agentId,
      token_id: made.tokenId,
      token: made.token,
      webhook_secret: made.webhookSecret,
      signature_secret: made.signatureSecret,
    };
    const human = {
      agent: made.agentId,
      'token id': made.tokenId,
      token: made.token,
      'webhook secret': made.webhookSecret,
      'signature secret': made.signatureSecret,
    };
    print(surroundings, { json, human }, options);
  });
}

function addList(group: Command, surroundings: Surroundings): void {
  group
    .command('list')
    .description('a merchant’s agents and their tokens')
    .option(...TENANT_OPTION)
    .option('--json', 'one JSON document')
    .action(async (options: { tenant?: string; json?: boolean }) => {
      await asOperator(surroundings, async ({ tenants }) => {
        const found = await tenants.agents(await chooseTenant(tenants, options.tenant));
        const json = found.map((agent) => ({
          tenant_id: agent.tenantId,
          agent_id: agent.agentId,
          name: agent.name,
          profile: agent.profile,
          webhook_url: agent.webhookUrl,
          webhook_disabled: agent.webhookDisabled,
          webhook_api_version: agent.webhookApiVersion ?? null,
          tokens: agent.tokens.map(({ tokenId, connectionId, mode, disabled }) => ({
            token_id: tokenId,
            connection_id: connectionId,
            mode,
            disabled,
          })),
          disabled: agent.disabled,
        }));
        const human = found.map((agent) => ({
          agent: agent.agentId,
          name: agent.name,
          profile: agent.profile,
          disabled: agent.disabled,
          webhooks: agent.webhookDisabled
            ? `${agent.webhookUrl ?? ''} (disabled: 410; hub webhook enable ${agent.agentId})`
            : agent.webhookUrl,
          version: agent.webhookApiVersion,
          tokens: agent.tokens
            .map(({ tokenId, mode, disabled }) => `${tokenId} (${disabled ? 'disabled' : mode})`)
            .join(', '),
        }));
        print(surroundings, { json, human }, options);
      });
    });
}
