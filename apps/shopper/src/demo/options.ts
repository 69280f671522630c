import { Option, type Command } from 'commander';

/** What the command line says about server and goods; it takes precedence over the demo file. */
export interface DataOptions {
  demo?: string;
  baseUrl?: string;
  token?: string;
  profile?: 'spec' | 'openai' | 'legacy';
  otherToken?: string;
  currency?: string;
  item?: string;
  limitedItem?: string;
  outOfStockItem?: string;
  digitalItem?: string;
  coupon?: string;
  expiredCoupon?: string;
  minimumCoupon?: string;
  paymentToken?: string;
  declinedToken?: string;
  threeDsToken?: string;
  timeoutToken?: string;
  name?: string;
  email?: string;
  phone?: string;
  line?: string;
  city?: string;
  state?: string;
  country?: string;
  postalCode?: string;
  inbox?: string;
  webhookSecret?: string;
}

/** Options that buying and verifying have in common. */
export function withDataOptions(command: Command): Command {
  return command
    .option('--demo <file>', 'description of a running demo (default: .acp-hub/demo.json)')
    .option('--token <token>', "the agent's bearer token")
    .option('--currency <code>', 'ISO 4217 code of the currency the store charges')
    .option('--item <id>', 'an item in stock')
    .option('--coupon <code>', 'a coupon code that is valid')
    .option('--payment-token <token>', 'a payment token that is approved')
    .option('--name <name>', "the buyer's name")
    .option('--email <address>', "the buyer's e-mail address")
    .option('--phone <number>', "the buyer's phone number")
    .option('--line <text>', 'street and number')
    .option('--city <name>')
    .option('--state <code>', 'state or province')
    .option('--country <code>', 'two letters')
    .option('--postal-code <code>')
    .option('--inbox <url>', 'lists the webhooks that arrived (GET), e.g. of `shopper inbox`')
    .option('--webhook-secret <secret>', 'checks the signature of webhooks')
    .addOption(
      new Option('--profile <profile>', "the agent's profile").choices(['spec', 'openai', 'legacy']),
    );
}

/** Options that only a conformance run has a use for. */
export function withConformanceOptions(command: Command): Command {
  return command
    .option('--other-token <token>', "another merchant's token")
    .option('--limited-item <id>', 'an item of which few are left')
    .option('--out-of-stock-item <id>', 'an item that is sold out')
    .option('--digital-item <id>', 'an item that is not shipped')
    .option('--expired-coupon <code>')
    .option('--minimum-coupon <code>', 'a coupon that a single item does not reach')
    .option('--declined-token <token>', 'a payment token that is declined')
    .option('--three-ds-token <token>', 'a payment token that asks for 3DS')
    .option('--timeout-token <token>', 'a payment token on which the provider times out');
}
