import { Option, type Command } from 'commander';
import { print } from '../answer';
import { chooseTenant, TENANT_OPTION } from '../choose-tenant';
import { addDisableCommand } from '../disable-command';
import { notBlank } from '../not-blank';
import { asOperator } from '../operator';
import { readJson } from '../read-value';
import { refundPolicies, type RefundPolicy } from '../../tenants/ports';
import { ProvisioningError } from '../../tenants/provisioning-error';
import type { Surroundings } from '../surroundings';
import { addConnectionAtShopCommands } from './connection-at-shop';

interface AddOptions {
  tenant?: string;
  name: string;
  mode: 'test' | 'live';
  currency: string;
  connector: string;
  config: string;
  paymentProvider: string;
  paymentConfig: string;
  refunds: RefundPolicy;
  ingressId?: string;
  json?: boolean;
}

export function addConnectionCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('connection').description('merchants’ shops and payment accounts');
  addAdd(group, surroundings);
  addList(group, surroundings);
  addChange(group, surroundings);
  addConnectionAtShopCommands(group, surroundings);
  addDisableCommand(group, surroundings, 'connection');
}

const refundsOption = (): Option =>
  new Option('--refunds <policy>', 'whether a refund in the back office refunds the payment').choices(
    refundPolicies,
  );

function addAdd(group: Command, surroundings: Surroundings): void {
  group
    .command('add')
    .description('a shop, and the account its sales are paid to')
    .option(...TENANT_OPTION)
    .requiredOption('--name <name>', 'for operators', notBlank)
    .addOption(
      new Option('--mode <mode>', 'whether money is real; for good')
        .choices(['test', 'live'])
        .default('test'),
    )
    .requiredOption('--currency <code>', 'the shop’s own currency, ISO 4217')
    .option('--connector <id>', 'its platform', 'custom')
    .requiredOption('--config <json>', 'how to reach it; what is needed depends on the platform')
    .option('--payment-provider <id>', 'who takes the payments', 'sandbox')
    .requiredOption('--payment-config <json>', 'the account with the payment provider')
    .addOption(refundsOption().default('follow_platform'))
    .option('--ingress-id <id>', 'where the platform reports to, known to it already (default: a new one)')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      `
The ingress path it answers with, behind this hub's URL, is where the platform reports what happens to orders; the
one where the payment provider reports what happens to payments is in: hub connection list

Example:
  $ hub connection add --name main --currency USD --connector custom \\
      --config '{"base_url": "https://shop.example/acp", "secret": "…"}' \\
      --payment-config '{"baseUrl": "http://127.0.0.1:8091", "apiKey": "sk_sandbox_main", "merchantId": "acct_main"}'

With Stripe:
  $ hub connection add --name main --mode live --currency USD --config @shop.json \\
      --payment-provider stripe --payment-config @stripe.json
  where stripe.json is {"secretKey": "rk_live_…", "merchantId": "profile_…", "webhookSecret": "whsec_…"};
  docs/payments.md, "Stripe", says where to find them.`,
    )
    .action((options: AddOptions) => add(options, surroundings));
}

async function add(options: AddOptions, surroundings: Surroundings): Promise<void> {
  const config = await readJson(options.config, '--config', surroundings);
  const paymentConfig = await readJson(options.paymentConfig, '--payment-config', surroundings);
  await asOperator(surroundings, async ({ tenants, provision }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const { connectionId, ingressPath } = await provision.connection({
      tenantId,
      name: options.name,
      mode: options.mode,
      connector: options.connector,
      config,
      paymentProvider: options.paymentProvider,
      paymentConfig,
      currency: options.currency,
      refunds: options.refunds,
      ...(options.ingressId === undefined ? {} : { ingressId: options.ingressId }),
    });
    const json = { tenant_id: tenantId, connection_id: connectionId, ingress_path: ingressPath };
    print(surroundings, { json, human: { connection: connectionId, 'ingress path': ingressPath } }, options);
  });
}

function addList(group: Command, surroundings: Surroundings): void {
  group
    .command('list')
    .description('a merchant’s connections')
    .option(...TENANT_OPTION)
    .option('--json', 'one JSON document')
    .action(async (options: { tenant?: string; json?: boolean }) => {
      await asOperator(surroundings, async ({ tenants }) => {
        const found = await tenants.connections(await chooseTenant(tenants, options.tenant));
        const json = found.map((each) => ({
          tenant_id: each.tenantId,
          connection_id: each.connectionId,
          name: each.name,
          mode: each.mode,
          connector: each.connector,
          payment_provider: each.paymentProvider,
          currency: each.currency,
          refunds: each.refunds,
          ingress_path: each.ingressPath,
          payment_ingress_path: each.paymentIngressPath,
          disabled: each.disabled,
        }));
        const human = found.map((each) => ({
          connection: each.connectionId,
          name: each.name,
          mode: each.mode,
          connector: each.connector,
          payments: each.paymentProvider,
          currency: each.currency,
          refunds: each.refunds,
          disabled: each.disabled,
          'ingress path': each.ingressPath,
          'payment ingress path': each.paymentIngressPath,
        }));
        print(surroundings, { json, human }, options);
      });
    });
}

interface ChangeOptions {
  tenant?: string;
  refunds: RefundPolicy;
  json?: boolean;
}

function addChange(group: Command, surroundings: Surroundings): void {
  group
    .command('change')
    .argument('<connection>', 'con_…')
    .description(
      'change what becomes of refunds from now on; running hubs follow within seconds. Its secrets: hub secret rotate',
    )
    .option(...TENANT_OPTION)
    .addOption(refundsOption().makeOptionMandatory())
    .option('--json', 'one JSON document')
    .action(async (connectionId: string, { tenant, refunds, ...options }: ChangeOptions) => {
      await asOperator(surroundings, async ({ tenants }) => {
        const tenantId = await chooseTenant(tenants, tenant);
        if ((await tenants.setRefunds(tenantId, connectionId, refunds)) === 'unknown') {
          throw new ProvisioningError(`${tenantId} has no connection ${connectionId}.`);
        }
        const json = { tenant_id: tenantId, connection_id: connectionId, refunds };
        print(surroundings, { json, human: `Refunds of ${connectionId}: ${refunds}.` }, options);
      });
    });
}
