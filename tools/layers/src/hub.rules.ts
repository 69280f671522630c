/** Folders of the hub that hold use cases: what the merchant and the agent want, told without a framework. */
const USE_CASES = ['checkout', 'payments', 'orders', 'catalog', 'feeds'];

const FACES = ['acp', 'ingress'];

const FRAMEWORKS = ['@nestjs/*', 'typeorm', 'bullmq', 'pg', 'fastify'];

export type HubRule = {
  readonly name: string;
  /** Folders of `apps/hub/src` it holds in; all of them when missing. */
  readonly folders?: readonly string[];
  readonly exceptFolders?: readonly string[];
  /** Endings of the files that it does not bind: `order-page.controller.ts` is a face, whatever its folder. */
  readonly exceptEndings?: readonly string[];
  /** Packages, and folders of the hub as `hub:<folder>`. A leading `!` takes away again. */
  readonly forbids: readonly string[];
  readonly why: string;
};

/** Faces and jobs → use cases → ports ← persistence. */
export const HUB_RULES: readonly HubRule[] = [
  {
    name: 'use cases stand alone',
    folders: USE_CASES,
    exceptEndings: ['.controller.ts', '.guard.ts', '.module.ts'],
    forbids: [
      ...FRAMEWORKS,
      ...['@acp-hub/acp', 'hub:persistence', 'hub:acp', 'hub:ingress', 'hub:jobs', 'hub:cli', 'hub:config'],
    ],
    why: 'a use case knows ports, not frameworks, protocols or tables: let it ask a port, and wire that in a module',
  },
  {
    name: 'faces reach data through use cases',
    folders: FACES,
    exceptEndings: ['.module.ts'],
    forbids: ['typeorm', 'bullmq', 'pg', 'hub:persistence', 'hub:jobs', 'hub:cli'],
    why: 'a face decodes, calls a use case and encodes: move what needs data into the use case',
  },
  {
    name: 'jobs reach data through use cases',
    folders: ['jobs'],
    exceptEndings: ['.module.ts'],
    forbids: ['typeorm', 'hub:persistence', 'hub:acp', 'hub:ingress', 'hub:cli'],
    why: 'a job says when, not what: move what it does into a use case',
  },
  {
    name: 'persistence serves ports',
    folders: ['persistence'],
    forbids: [
      '@nestjs/*',
      'bullmq',
      'fastify',
      'hub:acp',
      'hub:ingress',
      'hub:jobs',
      'hub:cli',
      'hub:config',
    ],
    why: 'a repository implements a port with SQL and knows nobody else',
  },
  {
    name: 'only the registry names a platform',
    exceptFolders: ['connectors'],
    forbids: ['@acp-hub/connector-*', '!@acp-hub/connector-http'],
    why: 'everything but src/connectors works with the Connector interface, whichever platform is behind it',
  },
];
