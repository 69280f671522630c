import { acpVersions, codecOf, discoverySchema, errorSchema, type AcpVersion } from '../src';
import { sessionOrderSchema } from '../src/modern/order-responses';
import { discounts } from '../src/modern/response-parts';
import {
  checkoutExamples,
  describeWithOracles,
  exampleFiles,
  exampleFile,
  oracle,
  type Example,
} from './support/oracles';

type Role = 'create' | 'update' | 'complete' | 'cancel' | 'session' | 'orderEvent' | 'error' | 'discovery';

/** What an example is, by its name. */
function roleOf(name: string): Role {
  if (name.startsWith('error_')) return 'error';
  if (name.startsWith('discovery_')) return 'discovery';
  if (name.startsWith('webhook_')) return 'orderEvent';
  if (name.includes('_request')) {
    if (name.startsWith('create_')) return 'create';
    if (name.startsWith('update_')) return 'update';
    return name.startsWith('cancel_') ? 'cancel' : 'complete';
  }
  return 'session';
}

/** A part of a request stands alone under these names; the requests that hold it are examples of their own. */
const isPart = (name: string): boolean => name.startsWith('authentication_result_');

/** Examples that fail, each with its reason: the protocol's own schema refuses them too. */
const exceptions: Readonly<Record<string, string>> = {
  '2026-04-17 webhook_order_create_event': 'has `refunds`, which this version removed, and no order id',
  '2026-04-17 webhook_order_update_event': 'has `refunds`, which this version removed, and no order id',
};

function schemaOf(version: AcpVersion, role: Role) {
  if (role === 'error') return errorSchema;
  if (role === 'discovery') return discoverySchema;
  return codecOf(version).schemas[role];
}

const issuesOf = (schema: ReturnType<typeof schemaOf>, value: unknown): string[] => {
  const parsed = schema.safeParse(value);
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
};

describeWithOracles('the examples of the protocol', () => {
  describe.each(acpVersions)('%s', (version) => {
    const examples = checkoutExamples(version).filter(({ name }) => !isPart(name));

    test.each(examples.map(({ name, value }): [string, Example['value']] => [name, value]))(
      '%s',
      (name, value) => {
        const issues = issuesOf(schemaOf(version, roleOf(name)), value);
        const excepted = `${version} ${name}` in exceptions;
        if (excepted) {
          expect(issues).not.toEqual([]);
          expect(oracle(version).webhook(value)).toBe(false);
        } else {
          expect(issues).toEqual([]);
        }
      },
    );

    test('hold every kind of request, so that none passes for lack of an example', () => {
      const roles = new Set(examples.map(({ name }) => roleOf(name)));
      expect([...roles]).toEqual(
        expect.arrayContaining(['create', 'update', 'complete', 'session', 'orderEvent']),
      );
    });
  });

  test.each(exampleFiles('2026-04-17', 'orders').map(({ name, value }) => [name, value]))(
    '%s',
    (_, value) => {
      expect(issuesOf(sessionOrderSchema, value)).toEqual([]);
    },
  );

  describe.each(['2026-01-30', '2026-04-17'] as const)('%s', (version) => {
    test.each(exampleFiles(version, 'discount-extension').map(({ name, value }) => [name, value]))(
      '%s: its discounts',
      (_, value) => {
        expect(issuesOf(discounts, value.response.discounts)).toEqual([]);
      },
    );
  });

  test('2026-04-17 multi-item checkout', () => {
    // Both lack the required `capabilities`; the answer has it inside `protocol`, and totals of an unknown type.
    const example = exampleFile('2026-04-17', 'examples.multi_item_checkout.json');
    const request = example.create_multi_item_checkout_request;
    const response = example.create_multi_item_checkout_response;
    const { schemas } = codecOf('2026-04-17');
    const official = oracle('2026-04-17');
    expect(official.definition('CheckoutSessionCreateRequest')(request)).toBe(false);
    expect(issuesOf(schemas.create, { ...request, capabilities: {} })).toEqual([]);
    expect(official.definition('CheckoutSession')(response)).toBe(false);
    expect(issuesOf(schemas.session, response)).not.toEqual([]);
  });
});
