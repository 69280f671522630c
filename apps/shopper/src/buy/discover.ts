import { textAt, textsAt } from '../json/read';
import type { Transport } from '../http/transport';
import { isVersion, NEWEST, type Version } from '../dialect/version';
import type { Narrator } from '../terminal/narrator';

export interface Discovered {
  readonly version: Version;
  /** Where sessions are made. */
  readonly apiBaseUrl: string;
}

/**
 * Asks the server what it speaks. Servers of before 2026-04-17 have no such document: then the base URL is
 * taken as it is.
 * @param wanted the version the user insists on; otherwise the newest that both sides know.
 */
export async function discover(
  transport: Transport,
  baseUrl: string,
  wanted: Version | undefined,
  narrator: Narrator,
): Promise<Discovered> {
  narrator.step(`Looking at ${baseUrl}`);
  const exchange = await transport({
    method: 'GET',
    url: new URL('/.well-known/acp.json', baseUrl).href,
    headers: {},
  });
  const versions = textsAt(exchange.body, 'protocol', 'supported_versions');
  if (exchange.status !== 200 || versions.length === 0) {
    narrator.warn(`no discovery document (${exchange.status}), going on without`);
    return { version: wanted ?? NEWEST, apiBaseUrl: baseUrl };
  }
  narrator.good(`speaks ACP ${versions.join(', ')}`);
  const services = textsAt(exchange.body, 'capabilities', 'services');
  if (services.length > 0) narrator.detail(`offers ${services.join(', ')}`);
  const version = wanted ?? versions.filter(isVersion).at(-1) ?? NEWEST;
  narrator.detail(`we speak ${version}`);
  return { version, apiBaseUrl: textAt(exchange.body, 'api_base_url') ?? baseUrl };
}
