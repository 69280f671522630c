import type { Command } from 'commander';
import { print } from '../answer';
import { chooseTenant } from '../choose-tenant';
import { findPurchases } from '../find-purchases';
import { asOperator } from '../operator';
import { readBuyerSelector, withBuyerOptions, type BuyerOptions } from '../select-buyer';
import type { Surroundings } from '../surroundings';

export function addExportCommand(program: Command, surroundings: Surroundings): void {
  withBuyerOptions(
    program.command('export').description('everything this hub stores on a buyer, as one JSON document'),
  )
    .option('--json', 'on a single line')
    .addHelpText(
      'after',
      `
What the shop and the payment provider store on the buyer is exported there.

Example:
  $ hub export --email ada@example.com > ada.json`,
    )
    .action(async (options: BuyerOptions) => {
      const selector = readBuyerSelector(options);
      await asOperator(surroundings, async ({ tenants, buyers }) => {
        const tenantId = await chooseTenant(tenants, options.tenant);
        const purchases = [];
        for (const id of await findPurchases(buyers, tenantId, selector, surroundings))
          purchases.push(await buyers.read(tenantId, id));
        const json = { tenant_id: tenantId, purchases };
        print(surroundings, { json, human: JSON.stringify(json, undefined, 2) }, options);
      });
    });
}
