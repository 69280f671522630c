import type { Command } from 'commander';
import type { DisableTarget } from '../tenants/ports';
import { ProvisioningError } from '../tenants/provisioning-error';
import { print } from './answer';
import { chooseTenant, TENANT_OPTION } from './choose-tenant';
import { asOperator } from './operator';
import type { Surroundings } from './surroundings';

/** `hub <kind> disable <id>`; what is disabled answers no call within seconds, and keeps its data. */
export function addDisableCommand(
  group: Command,
  surroundings: Surroundings,
  kind: Exclude<DisableTarget['kind'], 'tenant'>,
): void {
  group
    .command('disable')
    .argument('<id>', `the ${kind}'s id`)
    .description(`let this ${kind} do nothing more; running hubs follow within seconds`)
    .option(...TENANT_OPTION)
    .option('--json', 'one JSON document')
    .action(async (id: string, options: { tenant?: string; json?: boolean }) => {
      await asOperator(surroundings, async ({ tenants }) => {
        const tenantId = await chooseTenant(tenants, options.tenant);
        if ((await tenants.disable(tenantId, { kind, id })) === 'unknown') {
          throw new ProvisioningError(`${tenantId} has no ${kind} ${id}.`);
        }
        const json = { tenant_id: tenantId, [`${kind}_id`]: id, disabled: true };
        print(surroundings, { json, human: `Disabled ${kind} ${id}.` }, options);
      });
    });
}
