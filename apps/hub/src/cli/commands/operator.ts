import { Option, type Command } from 'commander';
import { hashToken } from '../../agents/bearer-token';
import { newId } from '../../ids';
import { OPERATOR_SCOPES, type OperatorScope } from '../../operators/operator';
import { newOperatorToken } from '../../operators/operator-token';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { print } from '../answer';
import { chooseTenant, TENANT_OPTION } from '../choose-tenant';
import { notBlank } from '../not-blank';
import { asOperator } from '../operator';
import type { Surroundings } from '../surroundings';

interface AddOptions {
  tenant?: string;
  name: string;
  scope: OperatorScope[];
  json?: boolean;
}

export function addOperatorCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('operator').description('tokens for the operators’ API, one merchant each');
  group
    .command('add')
    .description('a new token, shown once')
    .option(...TENANT_OPTION)
    .requiredOption('--name <name>', 'who or what uses it', notBlank)
    .addOption(
      new Option('--scope <scopes...>', 'what it may be used for')
        .choices(OPERATOR_SCOPES)
        .makeOptionMandatory(),
    )
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      `
Example:
  $ hub operator add --name monitoring --scope webhooks:read`,
    )
    .action((options: AddOptions) => add(options, surroundings));
  addList(group, surroundings);
  addDisable(group, surroundings);
}

async function add(options: AddOptions, surroundings: Surroundings): Promise<void> {
  await asOperator(surroundings, async ({ tenants, operators }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const operatorId = newId('opr');
    const token = newOperatorToken();
    const scopes = [...new Set(options.scope)];
    await operators.add(tenantId, { operatorId, name: options.name, scopes, tokenHash: hashToken(token) });
    const json = { tenant_id: tenantId, operator_id: operatorId, scopes, token };
    print(surroundings, { json, human: { operator: operatorId, scopes: scopes.join(' '), token } }, options);
  });
}

function addList(group: Command, surroundings: Surroundings): void {
  group
    .command('list')
    .description('a merchant’s operators')
    .option(...TENANT_OPTION)
    .option('--json', 'one JSON document')
    .action(async (options: { tenant?: string; json?: boolean }) => {
      await asOperator(surroundings, async ({ tenants, operators }) => {
        const found = await operators.list(await chooseTenant(tenants, options.tenant));
        const json = found.map((each) => ({
          tenant_id: each.tenantId,
          operator_id: each.operatorId,
          name: each.name,
          scopes: each.scopes,
          created_at: each.createdAt.toISOString(),
          disabled: each.disabled,
        }));
        const human = found.map((each) => ({
          operator: each.operatorId,
          name: each.name,
          scopes: each.scopes.join(' '),
          created: each.createdAt.toISOString(),
          disabled: each.disabled,
        }));
        print(surroundings, { json, human }, options);
      });
    });
}

function addDisable(group: Command, surroundings: Surroundings): void {
  group
    .command('disable')
    .argument('<id>', 'opr_…')
    .description('let this token be used no more, from now on')
    .option(...TENANT_OPTION)
    .option('--json', 'one JSON document')
    .action(async (id: string, options: { tenant?: string; json?: boolean }) => {
      await asOperator(surroundings, async ({ tenants, operators }) => {
        const tenantId = await chooseTenant(tenants, options.tenant);
        if ((await operators.disable(tenantId, id)) === 'unknown') {
          throw new ProvisioningError(`${tenantId} has no operator ${id}.`);
        }
        const json = { tenant_id: tenantId, operator_id: id, disabled: true };
        print(surroundings, { json, human: `Disabled operator ${id}.` }, options);
      });
    });
}
