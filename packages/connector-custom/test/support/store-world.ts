import { ConnectorError, type Store } from '@acp-hub/connector';
import { createInProcessContext, createTransport } from '@acp-hub/connector-http';
import { secretOf, startStore } from '../../../../apps/demo-store/test/support/running-store';
import { customConnector } from '../../src';

export type StoreWorld = Awaited<ReturnType<typeof openStoreWorld>>;

/** The demo store, and the connector's store in front of it. */
export async function openStoreWorld() {
  const running = await startStore({ quoteMinutes: 10 });
  const transport = createTransport({ allowPrivateAddresses: true, allowPlainHttp: true, deadlineMs: 3000 });
  const connect = (secret = secretOf('cascade'), path = '/cascade'): Store =>
    customConnector.connect(
      { base_url: running.url + path, secret },
      createInProcessContext({ transport, clock: running.clock }),
    );
  return {
    running,
    transport,
    connect,
    store: connect(),
    /** What the store answers to the next call instead of the truth. */
    answerNext: (
      operation: 'createQuote' | 'placeOrder' | 'getStore' | 'listProducts',
      body: unknown,
      status = 200,
    ) => running.faults.inject('cascade', operation, { kind: 'answer', status, body }),
    rawQuote: () => running.at('cascade').quote({ 'ember-stove': 1 }),
    async close() {
      await transport.close();
      await running.close();
    },
  };
}

export const failureOf = async (work: Promise<unknown>): Promise<ConnectorError> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ConnectorError)) throw new Error(`No ConnectorError, but ${String(error)}.`);
  return error;
};
