import { join } from 'node:path';
import { merchants } from '@acp-hub/demo-store';
import { gatherCrew } from './crew';
import { describeDemo } from './demo-file';
import { openMerchants } from './open-merchants';
import { choosePorts } from './ports';
import { openRunningRecord } from './running';
import { describeServices } from './services';
import { readSettings } from './settings';
import { readState, writePrivateJson } from './state';
import { welcome } from './welcome';

export type Demo = {
  /** Rejects when one of the servers ends by itself. */
  readonly unexpectedEnd: Promise<never>;
  stop(): Promise<void>;
};

/** Starts everything, says so on standard output, and writes `demo.json`; undone when `signal` aborts. */
export async function startDemo(
  root: string,
  variables: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Demo> {
  const [merchant] = merchants;
  if (!merchant) throw new Error('The demo store has no merchants.');
  const { dataDir, wanted } = readSettings(root, variables);
  const record = await openRunningRecord(join(dataDir, 'running.json'), root);
  const stateFile = join(dataDir, 'demo-state.json');
  const ports = await choosePorts(wanted, readState(stateFile)?.ports ?? {}, (note) => console.log(note));
  const services = describeServices(root, dataDir, ports);
  const { hub, store, inbox } = services.urls;
  const crew = gatherCrew(signal, record.add);
  const stop = async () => {
    await crew.stop();
    record.remove();
  };

  try {
    console.log('Starting database, hub, shops and payment service …');
    const seeded = await openMerchants(crew, services, ports, stateFile);
    const demoFile = join(dataDir, 'demo.json');
    writePrivateJson(demoFile, describeDemo(merchant, seeded, services.urls));
    console.log(
      welcome({
        hub,
        shops: merchants.map(({ name, slug, currency }) => ({ name, currency, url: `${store}/${slug}` })),
        orders: `${store}/${merchant.slug}/admin`,
        inbox: `${inbox}/received`,
        token: seeded[0]?.agents[0]?.token ?? '',
        item: merchant.showcase.items.in_stock,
        demoFile,
        logs: services.logDir,
      }),
    );
    return { unexpectedEnd: crew.unexpectedEnd(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
