import { checkHub, checkManifests, checkPackages, type SourceFile, type WorkspacePackage } from '../src';
import { HUB_RULES } from '../src/hub.rules';

const file = (path: string, ...imports: string[]): SourceFile => ({ path, imports });

function aPackage(name: string, part: Partial<WorkspacePackage> = {}): WorkspacePackage {
  const group = name === 'hub' ? 'apps' : 'packages';
  return { name, group, folder: `${group}/${name}`, manifest: {}, sources: [], tests: [], ...part };
}

const withSource = (name: string, ...imports: string[]) =>
  aPackage(name, { sources: [file(`packages/${name}/src/it.ts`, ...imports)] });

describe('packages', () => {
  test.each([
    ['commerce', '@acp-hub/acp'],
    ['commerce', 'lodash'],
    ['connector-custom', '@acp-hub/connector-magento'],
    ['connector-magento', '@acp-hub/store-contract'],
    ['connector-magento', '@acp-hub/acp'],
    ['fake-magento', '@acp-hub/connector-magento'],
    ['hub', '@acp-hub/connector-testkit'],
    ['hub', '@acp-hub/fake-psp'],
    ['hub', '@acp-hub/demo-store'],
    ['acp', '@nestjs/common'],
    ['shopper', 'typeorm/driver'],
  ])('%s may not import %s', (name, imported) => {
    const { violations } = checkPackages([withSource(name, imported)]);

    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatch(`packages/${name}/src/it.ts imports ${imported}`);
    expect(violations[0]).toMatch('Read "Who may import whom" in docs/architecture.md');
  });

  test.each([
    ['commerce', 'dinero.js/currencies'],
    ['commerce', 'node:crypto'],
    ['connector-custom', '@acp-hub/store-contract'],
    ['payment-sandbox', '@acp-hub/connector-http'],
    ['fake-psp', '@acp-hub/fake-kit/server'],
    ['hub', '@acp-hub/connector-magento'],
    ['hub', '@nestjs/common'],
  ])('%s may import %s', (name, imported) => {
    expect(checkPackages([withSource(name, imported)])).toEqual({ checked: 1, violations: [] });
  });

  test('a package nobody thought of needs a row', () => {
    expect(checkPackages([aPackage('surprise')]).violations[0]).toMatch('has no row in the table');
  });
});

describe('inside the hub', () => {
  const folders = [...new Set(HUB_RULES.flatMap((rule) => rule.folders ?? []))];
  const clean = folders.map((folder) => file(`apps/hub/src/${folder}/clean.ts`));
  const hubWith = (path: string, imported: string) =>
    checkHub([aPackage('hub', { sources: [...clean, file(`apps/hub/src/${path}`, imported)] })]).violations;

  test.each([
    ['checkout/create.ts', 'typeorm'],
    ['checkout/create.ts', '@nestjs/common'],
    ['checkout/create.ts', '../persistence/pool'],
    ['payments/steps/capture.ts', '../../persistence/pool'],
    ['payments/saga.ts', 'bullmq'],
    ['orders/get-order.ts', '@acp-hub/acp'],
    ['acp/create.controller.ts', '../persistence/pool'],
    ['jobs/relay.ts', '../persistence'],
    ['persistence/pool.ts', '../acp/headers'],
    ['main.ts', '@acp-hub/connector-custom'],
  ])('%s may not import %s', (path, imported) => {
    expect(hubWith(path, imported)).toEqual([
      expect.stringMatching(
        `apps/hub/src/${path} imports ${imported}: .*"Inside the hub" in docs/architecture.md`,
      ),
    ]);
  });

  test.each([
    ['orders/order-page.controller.ts', '@nestjs/common'],
    ['orders/get-order.ts', '../checkout/ports'],
    ['persistence/pool.ts', 'pg'],
    ['persistence/ingress/events.ts', '../../ingress/ports'],
    ['connectors/registry.ts', '@acp-hub/connector-custom'],
    ['webhooks/send.ts', '@acp-hub/connector-http'],
    ['acp/acp.module.ts', '../persistence/pool'],
  ])('%s may import %s', (path, imported) => {
    expect(hubWith(path, imported)).toEqual([]);
  });

  test('a rule about a folder that is gone is a breach', () => {
    const { violations } = checkHub([aPackage('hub', { sources: clean.slice(1) })]);
    expect(violations).toEqual([expect.stringMatching(`apps/hub/src/${folders[0]} has no files`)]);
  });
});

describe('package.json', () => {
  const subject = (part: Partial<WorkspacePackage>) =>
    checkManifests([aPackage('acp', part)], ['fast-check']).violations;

  test('an import must be declared', () => {
    expect(subject({ sources: [file('a.ts', 'zod/mini')] })).toEqual([
      expect.stringMatching('a.ts imports zod: add it to "dependencies" of packages/acp/package.json'),
    ]);
  });

  test('a dependency must be imported', () => {
    expect(subject({ manifest: { dependencies: { zod: '4' } } })).toEqual([
      expect.stringMatching('packages/acp/package.json declares zod: no source file imports it'),
    ]);
  });

  test('what tests import is a development dependency, of the package or of the root', () => {
    expect(subject({ tests: [file('a.test.ts', 'fast-check', 'yaml')] })).toEqual([
      expect.stringMatching('a.test.ts imports yaml: add it to "devDependencies"'),
    ]);
  });

  test('sources may not live on development dependencies', () => {
    const manifest = { devDependencies: { zod: '4' } };
    expect(subject({ manifest, sources: [file('a.ts', 'zod')] })).toHaveLength(1);
  });

  test('a sibling that no test uses is not declared', () => {
    expect(subject({ manifest: { devDependencies: { '@acp-hub/fake-kit': 'workspace:*' } } })).toEqual([
      expect.stringMatching('no test imports it'),
    ]);
  });
});
