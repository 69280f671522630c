import type { Command } from 'commander';
import { readMerchantProfile } from '../../tenants/merchant-profile';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { print } from '../answer';
import { notBlank } from '../not-blank';
import { asOperator } from '../operator';
import { readJson } from '../read-value';
import type { Surroundings } from '../surroundings';

export function addTenantCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('tenant').description('merchants');
  addAdd(group, surroundings);
  addList(group, surroundings);
  addRotate(group, surroundings);
  addDisable(group, surroundings);
}

function addAdd(group: Command, surroundings: Surroundings): void {
  group
    .command('add')
    .description('a new merchant')
    .requiredOption('--name <name>', 'as buyers know it', notBlank)
    .option('--profile <json>', 'links and support, shown to agents and buyers')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      `
Example:
  $ hub tenant add --name "Cascade Outfitters" --profile '{
      "links": [{"type": "terms_of_use", "url": "https://cascade.example/terms"},
                {"type": "return_policy", "url": "https://cascade.example/returns"}],
      "support": {"email": "help@cascade.example"}}'`,
    )
    .action(async (options: { name: string; profile?: string; json?: boolean }) => {
      const profile = readMerchantProfile(
        options.profile === undefined ? {} : await readJson(options.profile, '--profile', surroundings),
      );
      await asOperator(surroundings, async ({ provision }) => {
        const { tenantId } = await provision.tenant(options.name, profile);
        print(surroundings, { json: { tenant_id: tenantId }, human: { tenant: tenantId } }, options);
      });
    });
}

function addList(group: Command, surroundings: Surroundings): void {
  group
    .command('list')
    .description('all merchants')
    .option('--json', 'one JSON document')
    .action(async (options: { json?: boolean }) => {
      await asOperator(surroundings, async ({ tenants }) => {
        const found = await tenants.list();
        const json = found.map(({ tenantId, name, createdAt, disabled }) => ({
          tenant_id: tenantId,
          name,
          created_at: createdAt,
          disabled,
        }));
        const human = found.map(({ tenantId, name, createdAt, disabled }) => ({
          tenant: tenantId,
          name,
          created: createdAt,
          disabled,
        }));
        print(surroundings, { json, human }, options);
      });
    });
}

function addRotate(group: Command, surroundings: Surroundings): void {
  group
    .command('rotate')
    .description(
      'wrap the keys of all merchants and of links by the first of HUB_ENCRYPTION_KEYS; nothing is sealed anew',
    )
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      `
To replace a key: put a new one first, start the hubs with both, rotate, and take the former one out.

Example:
  $ HUB_ENCRYPTION_KEYS=new:…,old:… hub tenant rotate`,
    )
    .action(async (options: { json?: boolean }) => {
      await asOperator(surroundings, async ({ tenants, renewLinkSecret }) => {
        const rotated = await tenants.renewKeys();
        const rotatedLinks = await renewLinkSecret();
        const names = [...rotated, ...(rotatedLinks ? ['links'] : [])];
        const human = names.length === 0 ? 'Nothing to do.' : `Rotated the keys of ${names.join(', ')}.`;
        print(
          surroundings,
          { json: { rotated_tenants: rotated, rotated_links: rotatedLinks }, human },
          options,
        );
      });
    });
}

function addDisable(group: Command, surroundings: Surroundings): void {
  group
    .command('disable')
    .argument('<id>', 'ten_…')
    .description('let this merchant sell nothing more; running hubs follow within seconds')
    .option('--json', 'one JSON document')
    .action(async (id: string, options: { json?: boolean }) => {
      await asOperator(surroundings, async ({ tenants }) => {
        if ((await tenants.disable(id, { kind: 'tenant' })) === 'unknown') {
          throw new ProvisioningError(`There is no tenant ${id}.`);
        }
        const json = { tenant_id: id, disabled: true };
        print(surroundings, { json, human: `Disabled tenant ${id}.` }, options);
      });
    });
}
