import type { CheckReport } from '@acp-hub/connector';
import type { Command } from 'commander';
import { inspectShop } from '../../connectors/inspect-shop';
import { findConnection } from '../../tenants/find-connection';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { print } from '../answer';
import { chooseTenant, TENANT_OPTION } from '../choose-tenant';
import { asOperator } from '../operator';
import type { Surroundings } from '../surroundings';

interface Options {
  tenant?: string;
  json?: boolean;
}
type ConsentOptions = Options & { returnUrl?: string };

/** What is done at the shop of a connection rather than in the hub. */
export function addConnectionAtShopCommands(group: Command, surroundings: Surroundings): void {
  const command = (name: string, description: string) =>
    group
      .command(name)
      .description(description)
      .argument('<connection>', 'con_…')
      .option(...TENANT_OPTION)
      .option('--json', 'one JSON document');
  command(
    'check',
    'ask shop and payment account what stands in the way of selling; exits with 1 where something does',
  ).action((connection: string, options: Options) => check(connection, options, surroundings));
  command('webhooks', 'let the shop report changes to this hub; safe to repeat').action(
    (connection: string, options: Options) => registerWebhooks(connection, options, surroundings),
  );
  command(
    'consent',
    'the page on which the merchant lets the hub in, instead of copying keys; it holds for an hour',
  )
    .option('--return-url <url>', 'where the merchant’s browser goes afterwards (default: this hub)')
    .action((connection: string, options: ConsentOptions) => consent(connection, options, surroundings));
}

async function check(connectionId: string, options: Options, surroundings: Surroundings): Promise<void> {
  const report = await asOperator(surroundings, async ({ tenants, saleTools }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    await findConnection(tenants, tenantId, connectionId);
    return saleTools(async ({ connections }) => inspectShop(await connections.open(tenantId, connectionId)));
  });
  const json = {
    ok: report.ok,
    shop: report.facts?.name,
    currency: report.facts?.currency,
    findings: report.findings,
  };
  print(surroundings, { json, human: humanOf(report) }, options);
  if (!report.ok) throw new ProvisioningError('Nothing can be sold by this connection yet.');
}

const humanOf = ({ findings, facts }: CheckReport) =>
  findings.length === 0
    ? `${facts?.name ?? 'The shop'}: nothing stands in the way of selling.`
    : findings.map(({ severity, code, message }) => ({ severity, code, message }));

async function registerWebhooks(
  connectionId: string,
  options: Options,
  surroundings: Surroundings,
): Promise<void> {
  await asOperator(surroundings, async ({ config, tenants, saleTools }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const { ingressPath } = await findConnection(tenants, tenantId, connectionId);
    const url = `${config.HUB_BASE_URL}${ingressPath}`;
    await saleTools(async ({ connections }) => {
      const { platform } = await connections.open(tenantId, connectionId);
      if (platform.store.registerWebhooks === undefined)
        throw new ProvisioningError(
          `This platform is told by hand where to report: enter ${url} in its settings.`,
        );
      await platform.store.registerWebhooks(url);
    });
    print(surroundings, { json: { url }, human: `The shop reports to ${url}.` }, options);
  });
}

async function consent(
  connectionId: string,
  options: ConsentOptions,
  surroundings: Surroundings,
): Promise<void> {
  await asOperator(surroundings, async ({ config, tenants, askConsent }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const { ingressPath } = await findConnection(tenants, tenantId, connectionId);
    const callback = `${config.HUB_BASE_URL}${ingressPath}`;
    const returnUrl = options.returnUrl ?? config.HUB_BASE_URL;
    const url = await askConsent.execute({ tenantId, connectionId }, callback, returnUrl);
    print(surroundings, { json: { url }, human: `Let the merchant open and agree to:\n${url}` }, options);
  });
}
