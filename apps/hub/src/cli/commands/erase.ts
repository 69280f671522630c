import type { Command } from 'commander';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { print } from '../answer';
import { chooseTenant } from '../choose-tenant';
import { findPurchases } from '../find-purchases';
import { asOperator } from '../operator';
import { readBuyerSelector, withBuyerOptions, type BuyerOptions } from '../select-buyer';
import type { Surroundings } from '../surroundings';

export function addEraseCommand(program: Command, surroundings: Surroundings): void {
  withBuyerOptions(
    program
      .command('erase')
      .description('destroy what this hub stores on a buyer, for good; the money stays on record'),
  )
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      `
Keys and ciphertexts of sessions, orders, payment attempts, stored answers and webhook bodies are destroyed. A
checkout still open expires; one whose payment is under way is left alone, and the command says so. What the shop
and the payment provider store on the buyer is erased there.

Example:
  $ hub export --email ada@example.com > ada.json && hub erase --email ada@example.com`,
    )
    .action((options: BuyerOptions) => erase(options, surroundings));
}

async function erase(options: BuyerOptions, surroundings: Surroundings): Promise<void> {
  const selector = readBuyerSelector(options);
  await asOperator(surroundings, async ({ tenants, buyers }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const erased: string[] = [];
    const left: string[] = [];
    for (const id of await findPurchases(buyers, tenantId, selector, surroundings)) {
      const outcome = await buyers.erase(tenantId, id, new Date());
      (outcome === 'erased' ? erased : left).push(id);
    }
    const json = { tenant_id: tenantId, erased_sessions: erased, left_sessions: left };
    const human = erased.length === 0 ? 'Nothing was erased.' : `Erased ${erased.join(', ')}.`;
    print(surroundings, { json, human }, options);
    if (left.length > 0) {
      throw new ProvisioningError(
        `Left alone, because a payment is under way: ${left.join(', ')}. Try again later.`,
      );
    }
  });
}
