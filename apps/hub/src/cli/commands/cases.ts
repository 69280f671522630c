import type { Command } from 'commander';
import type { Case, Settled } from '../../payments/cases/case';
import { ProvisioningError } from '../../tenants/provisioning-error';
import { print, type Row } from '../answer';
import { chooseTenant, TENANT_OPTION } from '../choose-tenant';
import { notBlank } from '../not-blank';
import { asOperator } from '../operator';
import { readAmount } from '../read-value';
import type { Surroundings } from '../surroundings';

interface Options {
  tenant?: string;
  json?: boolean;
}

const HELP = `
manual  a payment attempt that can neither go on nor be taken back; its checkout waits for you
stuck   one that has been tried for a quarter of an hour, and still is
refund  money that was to go back after the sale, and that nobody could move or write down
others  differences between hub, shop and payment provider, as "hub reconcile" found them

A payment attempt is settled as
  order_kept  the order stands and its money was taken: the checkout is completed
  refunded    no money is held or kept and no order stands: the buyer may pay anew
  canceled    the same, and the checkout is over
Shop and provider are asked whether it is so. A refund is settled as
  refunded      the buyer was paid in another way, which the books then show; more than is left
                of the payment, as the provider and the books know it, is refused
  not_refunded  nobody pays, or it was the same money as another refund
A difference is settled as resolved or accepted.

Example:
  $ hub cases list
  $ hub cases settle pay_… --as refunded --note "refunded by hand in the provider's dashboard, ticket 4711"`;

export function addCasesCommands(program: Command, surroundings: Surroundings): void {
  const group = program
    .command('cases')
    .description('what only a person can settle: payments and orders that got stuck')
    .addHelpText('after', HELP);
  const command = (name: string, description: string) =>
    group
      .command(name)
      .description(description)
      .option(...TENANT_OPTION)
      .option('--json', 'one JSON document');
  command('list', 'what is open, oldest first').action((options: Options) => list(options, surroundings));
  command('show', 'everything known of one')
    .argument('<id>', 'of the case')
    .action((id: string, options: Options) => show(id, options, surroundings));
  command('settle', 'end one, once shop and provider are in order')
    .argument('<id>', 'of the case')
    .requiredOption('--as <how>', 'one of what "show" names, see below')
    .requiredOption('--note <text>', 'why, for whoever asks later; no buyer’s data', notBlank)
    .option('--amount <minor units>', 'of a refund: what the buyer was paid, if not what was asked for')
    .option('--unverified', 'on your word: do not ask shop and provider whether it is so')
    .action((id: string, options: Options & SettleOptions) => settle(id, options, surroundings));
  command('retry', 'let the hub try once more')
    .argument('<id>', 'of the case')
    .action((id: string, options: Options) => retry(id, options, surroundings));
}

interface SettleOptions {
  as: string;
  note: string;
  amount?: string;
  unverified?: boolean;
}

const list = (options: Options, surroundings: Surroundings): Promise<void> =>
  asOperator(surroundings, async ({ tenants, saleTools }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const found = await saleTools(({ cases }) => cases.list(tenantId));
    const human = found.map((each) => ({ case: each.id, kind: each.kind, ...place(each), why: each.why }));
    print(surroundings, { json: found.map(jsonOf), human }, options);
  });

const show = (id: string, options: Options, surroundings: Surroundings): Promise<void> =>
  asOperator(surroundings, async ({ tenants, saleTools }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const found = await saleTools(({ cases }) => cases.find(tenantId, id));
    if (found === undefined) throw unknown(tenantId, id);
    print(surroundings, { json: jsonOf(found), human: humanOf(found) }, options);
  });

const settle = (id: string, options: Options & SettleOptions, surroundings: Surroundings): Promise<void> =>
  asOperator(surroundings, async ({ tenants, saleTools }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    const { as, note, amount, unverified = false } = options;
    const settlement = {
      ...{ as, note, unverified },
      ...(amount === undefined ? {} : { amount: readAmount(amount, '--amount') }),
    };
    const outcome = await saleTools(({ cases }) => cases.settle(tenantId, id, settlement));
    expectDone(outcome, tenantId, id);
    const json = { tenant_id: tenantId, case_id: id, settled_as: as };
    print(surroundings, { json, human: `Settled ${id} as ${as}.` }, options);
  });

const retry = (id: string, options: Options, surroundings: Surroundings): Promise<void> =>
  asOperator(surroundings, async ({ tenants, saleTools }) => {
    const tenantId = await chooseTenant(tenants, options.tenant);
    expectDone(await saleTools(({ cases }) => cases.retry(tenantId, id)), tenantId, id);
    const json = { tenant_id: tenantId, case_id: id, retried: true };
    print(surroundings, { json, human: `A running hub tries ${id} again within seconds.` }, options);
  });

const unknown = (tenantId: string, id: string): ProvisioningError =>
  new ProvisioningError(`${tenantId} has no open case ${id}; list them with: hub cases list`);

function expectDone(outcome: Settled | undefined, tenantId: string, id: string): void {
  if (outcome === undefined) throw unknown(tenantId, id);
  if (outcome.kind === 'refused') throw new ProvisioningError(`${id} is left as it is: ${outcome.why}.`);
}

const place = ({ sessionId, orderId, since }: Case): Row => ({
  session: sessionId,
  order: orderId,
  since: since.toISOString(),
});

const humanOf = (found: Case): Row => ({
  case: found.id,
  kind: found.kind,
  connection: found.connectionId,
  ...place(found),
  why: found.why,
  ...found.facts,
  ...Object.fromEntries(found.log.slice(-10).map(({ at, step, result }) => [at, `${step}: ${result}`])),
  'settle as': found.settlements.join(', ') || 'still being tried',
});

const jsonOf = (found: Case) => ({
  case_id: found.id,
  kind: found.kind,
  tenant_id: found.tenantId,
  connection_id: found.connectionId,
  session_id: found.sessionId,
  order_id: found.orderId,
  since: found.since.toISOString(),
  why: found.why,
  facts: found.facts,
  log: found.log,
  settlements: found.settlements,
  can_retry: found.canRetry,
});
