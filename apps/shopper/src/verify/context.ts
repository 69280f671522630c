import type { ShoppingData } from '../demo/shopping-data';
import type { Dialect } from '../dialect/dialect';
import { dialectOf } from '../dialect';
import type { Version } from '../dialect/version';
import { createAcpClient, type AcpClient } from '../http/acp-client';
import type { Exchange } from '../http/exchange';
import type { Transport } from '../http/transport';
import { expectationsOf, type Expectations } from './expectations';
import type { OfficialSchemas } from './official-schemas';

/** What a check works with: one version of the protocol, spoken to one server. */
export interface CheckContext {
  readonly dialect: Dialect;
  readonly data: ShoppingData;
  readonly expectations: Expectations;
  readonly agent: AcpClient;
  /** The same agent speaking another version. */
  inVersion(version: string): AcpClient;
  /** An agent of another merchant; `undefined` where no token is known. */
  readonly stranger: AcpClient | undefined;
  /** Speaks to any address, without the habits of an ACP client. */
  readonly transport: Transport;
  /** The protocol's own schema files of this version; `undefined` where they are absent. */
  readonly schemas: OfficialSchemas | undefined;
  schemasOf(version: Version): OfficialSchemas | undefined;
  /** Everything that went over the wire in this version so far. */
  readonly exchanges: readonly Exchange[];
}

export interface ContextParts {
  readonly version: Version;
  readonly data: ShoppingData;
  readonly connect: (onExchange: (exchange: Exchange) => void) => Transport;
  readonly schemasOf: (version: Version) => OfficialSchemas | undefined;
}

export function createContext({ version, data, connect, schemasOf }: ContextParts): CheckContext {
  const exchanges: Exchange[] = [];
  const transport = connect((exchange) => exchanges.push(exchange));
  const clientOf = (token: string, spoken: string) => createAcpClient(transport, data.baseUrl, token, spoken);
  return {
    dialect: dialectOf(version),
    data,
    expectations: expectationsOf(data.profile),
    agent: clientOf(data.token, version),
    inVersion: (other) => clientOf(data.token, other),
    stranger: data.otherToken === undefined ? undefined : clientOf(data.otherToken, version),
    transport,
    schemas: schemasOf(version),
    schemasOf,
    exchanges,
  };
}
