import { join } from 'node:path';
import { besideTheDemo } from './beside-command';
import { gatherCrew } from './crew';
import { describeDemo } from './demo-file';
import { openMerchants } from './open-merchants';
import { choosePorts } from './ports';
import { openRunningRecord } from './running';
import { describeServices } from './services';
import { readSettings } from './settings';
import { readState, writePrivateJson } from './state';
import { chooseStore, readStoreKind } from './stores/choose-store';
import { welcome } from './welcome';

export type Demo = {
  /** Rejects when one of the servers ends by itself. */
  readonly unexpectedEnd: Promise<never>;
  stop(): Promise<void>;
};

/** Starts everything, says so on standard output, and writes `demo.json`; undone when `signal` aborts. */
export async function startDemo(
  root: string,
  parameters: readonly string[],
  variables: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Demo> {
  const kind = readStoreKind(parameters);
  const { dataDir, wanted } = readSettings(root, variables);
  const record = await openRunningRecord(join(dataDir, 'running.json'), root);
  const stateFile = join(dataDir, 'demo-state.json');
  const ports = await choosePorts(wanted, readState(stateFile)?.ports ?? {}, (note) => console.log(note));
  const services = describeServices(root, dataDir, ports);
  const { hub, inbox } = services.urls;
  const crew = gatherCrew(signal, record.add);
  const stop = async () => {
    await crew.stop();
    record.remove();
  };

  try {
    const { logDir } = services;
    const places = {
      root,
      dataDir,
      port: ports.DEMO_STORE_PORT,
      storeUrl: services.urls.store,
      otherPort: ports.OTHER_STORE_PORT,
      otherUrl: services.urls.otherStore,
      hubUrl: hub,
      logDir,
    };
    const store = await chooseStore(kind, places, variables);
    console.log('Starting database, hub, shops and payment service …');
    const seeded = await openMerchants(crew, store, services, ports, stateFile);
    const demoFile = join(dataDir, 'demo.json');
    writePrivateJson(demoFile, describeDemo(store, seeded, services.urls));
    console.log(
      welcome({
        hub,
        shops: store.shops,
        orders: store.orders,
        inbox: `${inbox}/received`,
        token: seeded[0]?.agents[0]?.token ?? '',
        item: store.showcase.items.in_stock,
        currency: store.shops[0].currency,
        demoFile,
        logs: logDir,
        shopperCommand: besideTheDemo(variables, 'shopper'),
        hubCommand: besideTheDemo(variables, 'demo'),
      }),
    );
    return { unexpectedEnd: crew.unexpectedEnd(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
