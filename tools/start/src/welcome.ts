import pc from 'picocolors';
import type { DemoStore } from './stores/demo-store';

export type WelcomeFacts = {
  readonly hub: string;
  readonly shops: readonly { readonly name: string; readonly url: string; readonly currency: string }[];
  readonly orders: DemoStore['orders'];
  readonly inbox: string;
  readonly token: string;
  readonly item: string;
  readonly currency: string;
  readonly demoFile: string;
  readonly logs: string;
  /** `shopper …` about this demo, and `hub …` on its data, as it is typed in the clone's root. */
  readonly shopperCommand: string;
  readonly hubCommand: string;
};

const row = (name: string, value: string) => `  ${pc.dim(name.padEnd(10))} ${value}`;

const WATCH = {
  page: 'Watch the order arrive in the shop, and ship it',
  books: 'Watch the order arrive in the shop’s books',
};

/** What `npm start` prints once everything answers. */
export function welcome(facts: WelcomeFacts): string {
  const create = [
    `curl -s ${facts.hub}/checkout_sessions \\`,
    `  -H 'Authorization: Bearer ${facts.token}' \\`,
    `  -H 'API-Version: 2026-04-17' -H 'Content-Type: application/json' -H "Idempotency-Key: $(date +%s)" \\`,
    `  -d '{"line_items":[{"id":"${facts.item}"}],"currency":"${facts.currency.toLowerCase()}","capabilities":{}}'`,
  ];
  return [
    '',
    pc.bold('acp-hub is ready'),
    '',
    row('hub', `${pc.cyan(facts.hub)}  ${pc.dim(`API at ${facts.hub}/docs`)}`),
    ...facts.shops.map(({ name, url, currency }) =>
      row('shop', `${pc.cyan(url)}  ${pc.dim(`${name}, ${currency}`)}`),
    ),
    row('inbox', `${pc.cyan(facts.inbox)}  ${pc.dim('the webhooks an agent got')}`),
    row('token', facts.token),
    row('details', facts.demoFile),
    row('logs', facts.logs),
    '',
    pc.bold('Four things to try, in another terminal'),
    '',
    '  1. Buy something as an agent would, step by step:',
    `       ${pc.green(`${facts.shopperCommand} buy`)}`,
    '  2. Create a checkout by hand:',
    ...create.map((line) => `       ${pc.green(line)}`),
    `  3. ${WATCH[facts.orders.isPage ? 'page' : 'books']}: ${pc.cyan(facts.orders.url)}`,
    '  4. Publish the shop’s products in every format agents read, and see what keeps some out:',
    `       ${pc.green(`${facts.hubCommand} feeds publish-all`)}`,
    '',
    pc.dim('Ctrl-C stops everything; orders stay.'),
    '',
  ].join('\n');
}
