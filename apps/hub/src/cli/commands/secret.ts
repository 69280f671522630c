import type { Command } from 'commander';
import { signingSecret } from '../../tenants/signing-secret';
import { print } from '../answer';
import { chooseTenant, TENANT_OPTION } from '../choose-tenant';
import { asOperator, type Operator } from '../operator';
import { readTime } from '../read-time';
import { readJson, readValue } from '../read-value';
import type { Surroundings } from '../surroundings';
import { UsageError } from '../usage-error';

interface RotateOptions {
  tenant?: string;
  agent?: string;
  /** `true`: make a new one. */
  webhook?: string | true;
  signature?: string | true;
  connection?: string;
  config?: string;
  paymentConfig?: string;
  at?: string;
  json?: boolean;
}

export function addSecretCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('secret').description('secrets of agents and connections');
  addList(group, surroundings);
  addRotate(group, surroundings);
}

/** What people call them. */
const NAMES = {
  webhook: 'webhook secret',
  signature: 'signature secret',
  config: 'settings of the shop',
  payment_config: 'settings of the payment account',
} as const;

function addList(group: Command, surroundings: Surroundings): void {
  group
    .command('list')
    .description('which secrets a merchant has, and when they change over; what they say is never shown')
    .option(...TENANT_OPTION)
    .option('--json', 'one JSON document')
    .action(async (options: { tenant?: string; json?: boolean }) => {
      await asOperator(surroundings, async ({ tenants }) => {
        const tenantId = await chooseTenant(tenants, options.tenant);
        const found = await tenants.secrets(tenantId);
        const json = found.map(({ kind, ownerId, ownerName, takesOverAt, formerUntil }) => ({
          tenant_id: tenantId,
          kind,
          owner_id: ownerId,
          owner_name: ownerName,
          takes_over_at: takesOverAt?.toISOString() ?? null,
          former_until: formerUntil?.toISOString() ?? null,
        }));
        const human = found.map(({ kind, ownerId, ownerName, takesOverAt, formerUntil }) => ({
          of: ownerId,
          name: ownerName,
          secret: NAMES[kind],
          'new one from': takesOverAt?.toISOString(),
          'former one until': formerUntil?.toISOString(),
        }));
        print(surroundings, { json, human }, options);
      });
    });
}

function addRotate(group: Command, surroundings: Surroundings): void {
  group
    .command('rotate')
    .description('put a new secret in the place of an old one; running hubs follow within seconds')
    .option(...TENANT_OPTION)
    .option('--agent <id>', 'whose webhook or signature secret')
    .option(
      '--webhook [secret]',
      'what messages to the agent are signed with, 16 characters at least (default: a new one)',
    )
    .option(
      '--signature [secret]',
      'what the agent’s requests are signed with, likewise (default: a new one)',
    )
    .option('--connection <id>', 'whose settings')
    .option('--config <json>', 'all settings of the shop')
    .option('--payment-config <json>', 'all settings of the payment account')
    .option(
      '--at <time>',
      'when a webhook secret takes over, or until when what is signed by the former one is accepted (default: at once)',
    )
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      `
Without --at the old secret counts no more from now on. With it, a webhook secret is staged: messages carry one
signature, by the old secret until then and by the new one afterwards. Requests and store events are accepted by
either until then. The time is RFC 3339, or from now on in minutes, hours or days: +30m, +12h, +7d.

Examples:
  $ hub secret rotate --agent agt_… --webhook --at +24h
  $ vault read shop.json | hub secret rotate --connection con_… --config -`,
    )
    .action((options: RotateOptions) => rotate(options, surroundings));
}

async function rotate(options: RotateOptions, surroundings: Surroundings): Promise<void> {
  const { agent, connection } = options;
  const ofAgent = options.webhook ?? options.signature;
  const ofConnection = options.config ?? options.paymentConfig;
  if (agent !== undefined && ofAgent !== undefined && (connection ?? ofConnection) === undefined) {
    return rotateAgent(agent, options, surroundings);
  }
  if (connection !== undefined && ofConnection !== undefined && (agent ?? ofAgent) === undefined) {
    return rotateConnection(connection, options, surroundings);
  }
  throw new UsageError(
    'Give --agent with --webhook or --signature, or --connection with --config or --payment-config.',
  );
}

async function rotateAgent(
  agentId: string,
  options: RotateOptions,
  surroundings: Surroundings,
): Promise<void> {
  const read = async (given: string | true | undefined, kind: 'webhook' | 'signature') =>
    given === undefined
      ? undefined
      : signingSecret(
          given === true ? undefined : await readValue(given, `--${kind}`, surroundings),
          `${kind} secret`,
        );
  const at = readTime(options.at, '--at', new Date());
  // Both, before either is replaced: what the hub made up would be lost with a refusal of the other.
  const webhook = await read(options.webhook, 'webhook');
  const signature = await read(options.signature, 'signature');
  await asOperator(surroundings, async ({ tenants, secrets }: Operator) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const webhookSecret =
      webhook === undefined ? undefined : await secrets.ofAgent(tenantId, agentId, 'webhook', webhook, at);
    const signatureSecret =
      signature === undefined
        ? undefined
        : await secrets.ofAgent(tenantId, agentId, 'signature', signature, at);
    const json = {
      tenant_id: tenantId,
      agent_id: agentId,
      webhook_secret: webhookSecret,
      signature_secret: signatureSecret,
      at: at?.toISOString(),
    };
    const human = {
      'webhook secret': webhookSecret,
      'signature secret': signatureSecret,
      [options.signature === undefined ? 'signs from' : 'changes over']: at?.toISOString(),
    };
    print(surroundings, { json, human }, options);
  });
}

async function rotateConnection(
  connectionId: string,
  options: RotateOptions,
  surroundings: Surroundings,
): Promise<void> {
  const read = async (given: string | undefined, option: string): Promise<unknown> =>
    given === undefined ? undefined : readJson(given, option, surroundings);
  const at = readTime(options.at, '--at', new Date());
  const config = await read(options.config, '--config');
  const paymentConfig = await read(options.paymentConfig, '--payment-config');
  await asOperator(surroundings, async ({ tenants, secrets }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    await secrets.ofConnection(tenantId, connectionId, { config, paymentConfig, ...(at && { at }) });
    const json = { tenant_id: tenantId, connection_id: connectionId };
    print(surroundings, { json, human: `Replaced the settings of ${connectionId}.` }, options);
  });
}
