import { join } from 'node:path';
import type { Ports } from './ports';
import type { ServiceOptions } from './service';

/** How each of the demo's servers is started: its program, its environment, and where it answers. */
export function describeServices(root: string, dataDir: string, ports: Ports) {
  const at = (port: number) => `http://localhost:${port}`;
  const urls = {
    hub: at(ports.HUB_PORT),
    store: at(ports.DEMO_STORE_PORT),
    otherStore: at(ports.OTHER_STORE_PORT),
    psp: at(ports.FAKE_PSP_PORT),
    inbox: at(ports.AGENT_INBOX_PORT),
  };
  const logDir = join(dataDir, 'logs');
  const hubEnvironment = {
    HUB_DATA_DIR: dataDir,
    HUB_PORT: String(ports.HUB_PORT),
    HUB_ALLOW_PRIVATE_ADDRESSES: 'true',
  };
  return {
    urls,
    logDir,
    hubCli: { file: join(root, 'apps/hub/dist/cli/main.js'), environment: hubEnvironment },
    hub: {
      name: 'hub',
      command: [join(root, 'apps/hub/dist/main.js')],
      environment: hubEnvironment,
      readyUrl: `${urls.hub}/health/ready`,
      logDir,
    },
    psp: {
      name: 'fake-psp',
      command: [join(root, 'packages/fake-psp/dist/main.js')],
      environment: {
        FAKE_PSP_PORT: String(ports.FAKE_PSP_PORT),
        FAKE_PSP_DATA_DIR: join(dataDir, 'fake-psp'),
      },
      readyUrl: urls.psp,
      logDir,
    },
    inbox: {
      name: 'inbox',
      command: [
        join(root, 'apps/shopper/dist/main.js'),
        ...['inbox', '--port', String(ports.AGENT_INBOX_PORT), '--file', join(dataDir, 'inbox.jsonl')],
      ],
      environment: {},
      readyUrl: `${urls.inbox}/received`,
      logDir,
    },
  } satisfies Record<string, unknown> & Record<'hub' | 'psp' | 'inbox', ServiceOptions>;
}
