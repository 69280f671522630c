import { CONNECTOR_SPEC_VERSION, type Connector } from '@acp-hub/connector';
import type { PaymentProvider } from '@acp-hub/payment';

/** Every platform and payment provider this hub knows, by id. */
export interface Registry {
  connector(id: string): Connector;
  provider(id: string): PaymentProvider;
  readonly connectors: readonly Connector[];
  readonly providers: readonly PaymentProvider[];
}

interface Extension {
  readonly connectors: readonly Connector[];
  readonly providers: readonly PaymentProvider[];
}

/** Loaded when needed: a command that chooses no platform starts without them. */
async function loadBuiltIn(): Promise<Extension> {
  const { customConnector } = await import('@acp-hub/connector-custom');
  const { woocommerceConnector, woocommerceCompanionConnector } =
    await import('@acp-hub/connector-woocommerce');
  const { sandboxProvider } = await import('@acp-hub/payment-sandbox');
  const { stripeProvider } = await import('@acp-hub/payment-stripe');
  return {
    connectors: [customConnector, woocommerceConnector, woocommerceCompanionConnector],
    providers: [sandboxProvider, stripeProvider],
  };
}

/**
 * The built-in ones and those of `packages`: npm modules that export a `connector`, a `paymentProvider`, or both.
 * @throws Error naming the package that cannot be used, and why.
 */
export async function loadRegistry(packages: readonly string[]): Promise<Registry> {
  const extensions = await Promise.all([loadBuiltIn(), ...packages.map(loadExtension)]);
  const connectors = extensions.flatMap((extension) => extension.connectors);
  const providers = extensions.flatMap((extension) => extension.providers);
  return {
    connectors,
    providers,
    connector: (id) => pick(connectors, id, 'connector'),
    provider: (id) => pick(providers, id, 'payment provider'),
  };
}

async function loadExtension(name: string): Promise<Extension> {
  const exported = (await import(name)) as { connector?: Connector; paymentProvider?: PaymentProvider };
  const { connector, paymentProvider } = exported;
  if (connector === undefined && paymentProvider === undefined) {
    throw new Error(`HUB_CONNECTORS: ${name} exports neither "connector" nor "paymentProvider".`);
  }
  if (connector !== undefined && connector.specVersion !== CONNECTOR_SPEC_VERSION) {
    throw new Error(
      `HUB_CONNECTORS: ${name} was written for connector spec ${String(connector.specVersion)}; this hub speaks ${String(CONNECTOR_SPEC_VERSION)}.`,
    );
  }
  return {
    connectors: connector === undefined ? [] : [connector],
    providers: paymentProvider === undefined ? [] : [paymentProvider],
  };
}

function pick<T extends { readonly id: string }>(known: readonly T[], id: string, what: string): T {
  const found = known.find((entry) => entry.id === id);
  if (found === undefined) {
    throw new Error(
      `There is no ${what} "${id}"; this hub has ${known.map((entry) => entry.id).join(', ')}.`,
    );
  }
  return found;
}
