import type { Ended } from './audit';
import type { ChaosReport } from './chaos';

/** The run in a few lines, wrongs last. */
export function reportText({ kills, seconds, patience, ended, books, violations }: ChaosReport): string {
  const { answered, cut, putOff } = patience;
  const count = (statuses: readonly string[], wanted: string) =>
    statuses.filter((status) => status === wanted).length;
  const orders = books.orders.map(({ status }) => status);
  const payments = books.payments.map(({ status }) => status);
  return [
    `${ended.length} purchases in ${seconds.toFixed(0)} s, the hub killed ${kills} times.`,
    `${answered + cut} requests, ${cut} of them cut off and ${putOff} put off; each was sent again under its key.`,
    '',
    ...outcomeLines(ended),
    '',
    `Store: ${orders.length} orders, ${orders.length - count(orders, 'canceled')} alive, ${count(orders, 'canceled')} cancelled.`,
    `Provider: ${payments.length} payments, ${count(payments, 'captured')} captured, ` +
      `${count(payments, 'voided')} voided, ${count(payments, 'declined')} declined.`,
    '',
    violations.length === 0
      ? 'The books agree: one paid order for each completed session, and nothing else paid, held or left behind.'
      : `${violations.length} things are wrong:`,
    ...violations.map((violation) => `  - ${violation}`),
    '',
  ].join('\n');
}

function* outcomeLines(ended: readonly Ended[]): Generator<string> {
  for (const script of [...new Set(ended.map((each) => each.script))].sort()) {
    const statuses = ended.filter((each) => each.script === script).map(({ status }) => status);
    const outcomes = [...new Set(statuses)].map(
      (status) => `${statuses.filter((each) => each === status).length} ${status}`,
    );
    yield `  ${script.padEnd(40)} ${outcomes.join(', ')}`;
  }
}
