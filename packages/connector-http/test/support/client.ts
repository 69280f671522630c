import { createHttpClient, createInProcessContext, createTransport } from '../../src';
import type { HttpClientOptions, OwnedTransport, TransportOptions } from '../../src';

const transports: OwnedTransport[] = [];

/** A transport that may reach the test's own servers. */
export function localTransport(options: Partial<TransportOptions> = {}): OwnedTransport {
  const transport = createTransport({
    allowPrivateAddresses: true,
    allowPlainHttp: true,
    deadlineMs: 1_000,
    ...options,
  });
  transports.push(transport);
  return transport;
}

export function localClient(
  baseUrl: string,
  options: Partial<HttpClientOptions> = {},
  transport: OwnedTransport = localTransport(),
) {
  return createHttpClient({
    name: 'Acme',
    baseUrl,
    random: () => 0,
    ...createInProcessContext({ transport }),
    ...options,
  });
}

export async function closeTransports(): Promise<void> {
  await Promise.all(transports.splice(0).map((transport) => transport.close()));
}
