import { currency, toDecimalString, type Currency } from '@acp-hub/commerce';
import type { Command } from 'commander';
import { runningSums, totalsOf, type Sums } from '../../payments/ledger/running-sums';
import type { LedgerMovement, OrderLedger } from '../../payments/ledger/ports';
import type { Refund } from '../../payments/refunds/refund';
import { print, type Row } from '../answer';
import { chooseTenant, TENANT_OPTION } from '../choose-tenant';
import { findOrder } from '../find-order';
import { asOperator } from '../operator';
import type { Surroundings } from '../surroundings';

interface LedgerOptions {
  tenant?: string;
  order: string;
  json?: boolean;
}

export function addLedgerCommand(program: Command, surroundings: Surroundings): void {
  program
    .command('ledger')
    .description('the money of an order: every movement, and what they add up to')
    .option(...TENANT_OPTION)
    .requiredOption('--order <order>', 'its id, or the number that the shop shows its customer')
    .option('--json', 'one JSON document, amounts in minor units')
    .addHelpText(
      'after',
      `
Refunds that are under way, or wait for a person, stand below the movements.

Example:
  $ hub ledger --order 1042`,
    )
    .action(async (options: LedgerOptions) => {
      await asOperator(surroundings, async ({ tenants, ledger }) => {
        const tenantId = await chooseTenant(tenants, options.tenant);
        const found = await findOrder(ledger, tenantId, options.order);
        print(surroundings, { json: asJson(tenantId, found), human: movementRows(found) }, options);
        const open = found.refunds.filter(({ state }) => state === 'open' || state === 'manual');
        if (options.json === true || open.length === 0) return;
        print(surroundings, { json: undefined, human: open.map((each) => refundRow(found, each)) }, {});
      });
    });
}

function asJson(tenantId: string, { order, movements, refunds }: OrderLedger) {
  return {
    tenant_id: tenantId,
    order_id: order.id,
    number: order.number,
    platform_order_id: order.platformOrderId,
    raised_total: order.raisedTotal,
    movements: runningSums(movements).map((movement) => ({
      movement_id: movement.id,
      at: movement.at,
      kind: movement.kind,
      amount: movement.amount,
      currency: movement.currency,
      provider: movement.provider,
      provider_reference: movement.reference,
      running: movement.sums,
    })),
    totals: Object.fromEntries(totalsOf(movements)),
    refunds: refunds.map(({ refundId, source, sourceReference, amount, state, saga }) => ({
      refund_id: refundId,
      source,
      source_reference: sourceReference,
      amount,
      state,
      step: saga.step,
      provider_reference: saga.providerReference,
      why: saga.why,
    })),
  };
}

const columns = [
  'authorized',
  'captured',
  'refunded',
  'disputed',
  'fees',
  'net',
] as const satisfies readonly (keyof Sums)[];

const decimal = (amount: number, code: Currency): string => toDecimalString({ amount, currency: code });

const movementRows = ({ movements }: OrderLedger): Row[] =>
  runningSums(movements).map(
    ({ at, kind, amount, currency: code, reference, sums }: LedgerMovement & { sums: Sums }) => ({
      at: at.slice(0, 19),
      kind,
      amount: decimal(amount, code),
      currency: code,
      ...Object.fromEntries(columns.map((column) => [column, decimal(sums[column], code)])),
      reference,
    }),
  );

const refundRow = ({ order }: OrderLedger, { refundId, source, amount, state, saga }: Refund): Row => ({
  refund: refundId,
  'asked by': source,
  amount: decimal(amount, currency(order.currency)),
  state,
  step: saga.step,
  why: saga.why,
});
