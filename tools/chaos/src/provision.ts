import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { provider, shop, type Places } from './places';

const run = promisify(execFile);

const tenantAnswer = z.object({ tenant_id: z.string() });
const connectionAnswer = z.object({ connection_id: z.string() });
const agentAnswer = z.object({ token: z.string() });

/** Makes a merchant with the shop and the payment account known to the hub. @returns its agent's token. */
export async function provision(places: Places): Promise<string> {
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
  const { connection_id: connection } = await hub(connectionAnswer, [
    ...['connection', 'add', '--tenant', tenant, '--name', 'chaos', '--mode', 'test', '--currency', 'USD'],
    ...['--connector', 'custom', '--config'],
    JSON.stringify({ base_url: places.store.merchantUrl, secret: shop.secret }),
    ...['--payment-provider', 'sandbox', '--payment-config'],
    JSON.stringify({
      baseUrl: places.provider.url,
      apiKey: provider.apiKey,
      merchantId: provider.merchantId,
    }),
  ]);
  const { token } = await hub(agentAnswer, [
    ...['agent', 'add', '--tenant', tenant, '--connection', connection, '--name', 'chaos'],
  ]);
  return token;
}
