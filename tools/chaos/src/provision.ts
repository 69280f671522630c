import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Environment } from './environments';
import { sandbox, shop, stripe, woocommerce, type Places } from './places';

const run = promisify(execFile);

const tenantAnswer = z.object({ tenant_id: z.string() });
const connectionAnswer = z.object({ connection_id: z.string() });
const agentAnswer = z.object({ token: z.string() });

/** Where the hub reaches its partners. */
export interface Addresses {
  readonly store: string;
  readonly woocommerce: string;
  readonly sandbox: string;
  readonly stripe: string;
}

/** Makes a merchant who sells in every one of the environments. @returns each one's agent's token. */
export async function provision(
  places: Places,
  environments: readonly Environment[],
  addresses: Addresses,
): Promise<ReadonlyMap<Environment, string>> {
  const hub = async <T>(schema: z.ZodType<T>, parameters: readonly string[]): Promise<T> => {
    const { stdout } = await run(process.execPath, [places.hub.commandLine, ...parameters, '--json'], {
      env: { ...process.env, ...places.hub.environment },
    });
    return schema.parse(JSON.parse(stdout));
  };
  const links = [{ type: 'terms_of_use', url: 'https://shop.example/terms' }];
  const profile = JSON.stringify({ links, support: { email: 'help@shop.example' } });
  const { tenant_id: tenant } = await hub(tenantAnswer, [
    ...['tenant', 'add', '--name', 'chaos', '--profile', profile],
  ]);
  const tokens = await Promise.all(
    environments.map(async (environment) => {
      const { name, connector, provider } = environment;
      const { connection_id: connection } = await hub(connectionAnswer, [
        ...['connection', 'add', '--tenant', tenant, '--name', name, '--mode', 'test', '--currency', 'USD'],
        ...['--connector', connector, '--config'],
        JSON.stringify(shopOf(environment, addresses)),
        ...['--payment-provider', provider, '--payment-config'],
        JSON.stringify(accountAt(environment, addresses)),
      ]);
      const { token } = await hub(agentAnswer, [
        ...['agent', 'add', '--tenant', tenant, '--connection', connection, '--name', name],
      ]);
      return [environment, token] as const;
    }),
  );
  return new Map(tokens);
}

function shopOf({ shop: sold, placement }: Environment, addresses: Addresses): object {
  if (sold === 'own') return { base_url: `${addresses.store}/${shop.slug}`, secret: shop.secret };
  const { key, companionSecret } = woocommerce;
  const companion = placement === 'final' && { companion_secret: companionSecret };
  return { url: addresses.woocommerce, ...key, ...companion };
}

function accountAt({ bank }: Environment, addresses: Addresses): object {
  if (bank === 'sandbox') return { baseUrl: addresses.sandbox, ...sandbox };
  const { secretKey, merchantId, acquirer } = stripe;
  return { baseUrl: addresses.stripe, secretKey, merchantId, acquirer };
}
