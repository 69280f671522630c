import type { Command } from 'commander';
import { findAgent } from '../../tenants/find-agent';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { readVersionPin } from '../../tenants/version-pin';
import { deadLetterJson, deliveryJson, replayJson } from '../../webhooks/desk-json';
import { print } from '../answer';
import { chooseTenant, TENANT_OPTION } from '../choose-tenant';
import { findOrder } from '../find-order';
import { asOperator } from '../operator';
import { readCount, readCursor } from '../read-value';
import type { Surroundings } from '../surroundings';
import { UsageError } from '../usage-error';

interface CommonOptions {
  tenant?: string;
  json?: boolean;
}
type DeadOptions = CommonOptions & { agent?: string; most: string; after?: string };
type LogOptions = CommonOptions & { agent?: string; order?: string; most: string; before?: string };
type ReplayOptions = CommonOptions & { all?: boolean; agent?: string };

export function addWebhookCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('webhook').description('what agents are told, and what did not reach them');
  const command = (name: string, description: string) =>
    group
      .command(name)
      .description(description)
      .option(...TENANT_OPTION)
      .option('--json', 'one JSON document');
  command('dead', 'dead letters: news that was given up')
    .option('--agent <id>', 'of this agent alone')
    .option('--most <n>', 'how many at most', '100')
    .option('--after <id>', 'those after this one')
    .action((options: DeadOptions) => dead(options, surroundings));
  command('replay', 'send dead letters again, in the latest state of their orders')
    .argument('[ids...]', 'out_…')
    .option('--all', 'every dead letter, save those of endpoints that are disabled')
    .option('--agent <id>', 'with --all: of this agent alone')
    .action((ids: string[], options: ReplayOptions) => replay(ids, options, surroundings));
  command('log', 'every try of the last 30 days, the latest first')
    .option('--agent <id>', 'to this agent alone')
    .option(
      '--order <order>',
      'about this order alone: its id, or the number that the shop shows its customer',
    )
    .option('--most <n>', 'how many at most', '100')
    .option('--before <id>', 'those before this one')
    .action((options: LogOptions) => log(options, surroundings));
  command('enable', 'send again to an endpoint that answered 410; what died is replayed separately')
    .argument('<agent>', 'agt_…')
    .action((agent: string, options: CommonOptions) => enable(agent, options, surroundings));
  command('pin', 'the protocol version in which an agent is told')
    .argument('<agent>', 'agt_…')
    .argument('<version>', 'e.g. 2026-04-17, or "order" for the one each order was made in')
    .action((agent: string, version: string, options: CommonOptions) =>
      pin(agent, version, options, surroundings),
    );
}

async function dead(options: DeadOptions, surroundings: Surroundings): Promise<void> {
  const { agent } = options;
  const most = readCount(options.most, '--most');
  const after = readCursor(options.after, '--after', 'out');
  await asOperator(surroundings, async ({ tenants, webhooks }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    if (agent !== undefined) await findAgent(tenants, tenantId, agent);
    const found = await webhooks.deadLetters(tenantId, {
      most,
      ...(agent === undefined ? {} : { agentId: agent }),
      ...(after === undefined ? {} : { after }),
    });
    const human = found.map((letter) => ({
      id: letter.outboxId,
      agent: letter.agentId,
      order: letter.orderId,
      event: letter.event,
      tries: letter.attempts,
      died: letter.diedAt.toISOString(),
      'last answer': letter.lastStatus ?? letter.lastError,
      endpoint: letter.endpointIsDisabled ? 'disabled (410)' : 'enabled',
    }));
    print(surroundings, { json: found.map(deadLetterJson), human }, options);
  });
}

async function replay(ids: string[], options: ReplayOptions, surroundings: Surroundings): Promise<void> {
  const isAll = options.all === true;
  if (isAll === ids.length > 0) throw new UsageError('Give the ids of dead letters, or --all.');
  if (!isAll && options.agent !== undefined) throw new UsageError('--agent needs --all.');
  await asOperator(surroundings, async ({ tenants, replayDeadLetters }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    if (options.agent !== undefined) await findAgent(tenants, tenantId, options.agent);
    const outcome = isAll
      ? await replayDeadLetters.all(tenantId, options.agent)
      : await replayDeadLetters.ids(tenantId, ids);
    switch (outcome.kind) {
      case 'replayed': {
        const human = outcome.replays.map(({ deadId, outboxId }) => ({
          id: deadId,
          'replayed as': outboxId,
        }));
        return print(surroundings, { json: outcome.replays.map(replayJson), human }, options);
      }
      case 'unknown':
        throw new ProvisioningError(
          `These are no dead letters: ${outcome.ids.join(', ')}. Nothing was replayed; list them with: hub webhook dead`,
        );
      case 'endpoint_disabled':
        throw new ProvisioningError(
          `The endpoint of ${outcome.agentIds.join(', ')} answered 410. Nothing was replayed; enable it with: hub webhook enable <agent>`,
        );
    }
  });
}

async function log(options: LogOptions, surroundings: Surroundings): Promise<void> {
  const { agent, order } = options;
  const most = readCount(options.most, '--most');
  const before = readCursor(options.before, '--before', 'dlv');
  await asOperator(surroundings, async ({ tenants, webhooks, ledger }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    if (agent !== undefined) await findAgent(tenants, tenantId, agent);
    const orderId = order === undefined ? undefined : (await findOrder(ledger, tenantId, order)).order.id;
    const found = await webhooks.log(tenantId, {
      most,
      ...(agent === undefined ? {} : { agentId: agent }),
      ...(orderId === undefined ? {} : { orderId }),
      ...(before === undefined ? {} : { before }),
    });
    const human = found.map((delivery) => ({
      id: delivery.deliveryId,
      at: delivery.deliveredAt.toISOString(),
      agent: delivery.agentId,
      order: delivery.orderId,
      event: delivery.event,
      try: delivery.attempt,
      answer: answerOf(delivery),
    }));
    print(surroundings, { json: found.map(deliveryJson), human }, options);
  });
}

/** A 410 has a consequence that its number alone does not tell. */
const answerOf = ({ status, error }: { readonly status?: number; readonly error?: string }) =>
  status === 410 ? '410: endpoint disabled; hub webhook enable <agent>' : (status ?? error);

async function enable(agentId: string, options: CommonOptions, surroundings: Surroundings): Promise<void> {
  await asOperator(surroundings, async ({ tenants, webhooks }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    if ((await webhooks.enable(tenantId, agentId)) === 'unknown') throw noEndpoint(tenantId, agentId);
    const json = { tenant_id: tenantId, agent_id: agentId, webhook_disabled: false };
    const human = `Enabled the endpoint of ${agentId}. Send what died with: hub webhook replay --all --agent ${agentId}`;
    print(surroundings, { json, human }, options);
  });
}

async function pin(
  agentId: string,
  version: string,
  options: CommonOptions,
  surroundings: Surroundings,
): Promise<void> {
  const pinned = version === 'order' ? undefined : readVersionPin(version);
  await asOperator(surroundings, async ({ tenants, webhooks }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    if ((await webhooks.pinVersion(tenantId, agentId, pinned)) === 'unknown')
      throw noEndpoint(tenantId, agentId);
    const json = { tenant_id: tenantId, agent_id: agentId, webhook_api_version: pinned ?? null };
    const human = `${agentId} is told in ${pinned ?? 'the version of each order'}.`;
    print(surroundings, { json, human }, options);
  });
}

const noEndpoint = (tenantId: string, agentId: string): ProvisioningError =>
  new ProvisioningError(`${tenantId} has no agent ${agentId} with a webhook endpoint.`);
