import { ConnectorError, type ConnectContext } from '@acp-hub/connector';
import { createHttpClient, type HttpRequest } from '@acp-hub/connector-http';
import { z } from 'zod';
import type { YourPlatformConfig } from './config';

/** The store's API. */
export interface YourPlatformApi {
  /**
   * @param read makes the value of the answer's body; throws where it cannot.
   * @throws ConnectorError for every answer but a readable success.
   */
  get<T>(path: string, query: HttpRequest['query'], read: (body: unknown) => T): Promise<T>;
}

export function openApi({ base_url, token }: YourPlatformConfig, context: ConnectContext): YourPlatformApi {
  const http = createHttpClient({
    ...context,
    name: 'Your Platform',
    baseUrl: base_url,
    headers: { authorization: `Bearer ${token}` },
    secrets: [token],
  });
  return {
    async get(path, query = {}, read) {
      const { status, body } = await http.request({ method: 'GET', path, query });
      const unusable = (why: string, cause?: unknown) =>
        new ConnectorError(
          { kind: 'config' },
          `Your Platform: GET ${path} answered ${status}, ${why}. Check that the base URL is the API’s.`,
          'not_applied',
          { status, cause },
        );
      if (status >= 300) throw unusable('which it never should');
      try {
        return read(body);
      } catch (error) {
        const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
        throw unusable(`and it cannot be read (${why})`, error);
      }
    },
  };
}
