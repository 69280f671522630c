import { join, resolve } from 'node:path';
import { createTransport } from '../src/http/transport';
import type { ShoppingData } from '../src/demo/shopping-data';
import { VERSIONS, type Version } from '../src/dialect/version';
import { allChecks } from '../src/verify/checks';
import { loadOfficialSchemas, schemaFolderIn } from '../src/verify/official-schemas';
import { verify } from '../src/verify/runner';
import { breakages } from './support/breakages';
import { shoppingWorld } from './support/world';

const ORACLES = resolve(process.env['ORACLES_DIR'] ?? join(__dirname, '../../../../shared/oracles'));

const schemaFolder = schemaFolderIn(ORACLES);
const haveOracles = schemaFolder !== undefined;

const schemas = new Map(
  VERSIONS.map((version) => [
    version,
    schemaFolder === undefined ? undefined : loadOfficialSchemas(schemaFolder, version),
  ]),
);

let world: Awaited<ReturnType<typeof shoppingWorld>>;

beforeAll(async () => {
  if (!haveOracles && process.env['ORACLES'] === 'required')
    throw new Error(`There are no oracles in ${ORACLES}.`);
  world = await shoppingWorld();
}, 120_000);

afterAll(() => world.close());

async function results(data: ShoppingData, version: Version, only?: string) {
  const [report] = await verify({
    versions: [version],
    checks: allChecks.filter(({ id }) => only === undefined || id === only),
    data,
    schemasOf: (one) => schemas.get(one),
    connect: (onExchange) => createTransport(30_000, onExchange),
  });
  return report?.results ?? [];
}

describe('shopper verify, before the hub', () => {
  it.each(VERSIONS)(
    'finds nothing wrong in %s',
    async (version) => {
      const all = await results(world.data(), version);
      expect(all.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
      const skipped = all.filter(({ outcome }) => outcome === 'skipped').map(({ id }) => id);
      expect(haveOracles ? skipped : []).toEqual([]);
      expect(all.length).toBeGreaterThan(40);
    },
    180_000,
  );

  it.each(['openai', 'legacy'] as const)(
    'finds nothing wrong for an agent of profile %s',
    async (profile) => {
      const all = await results(world.data(profile), '2026-04-17');
      expect(all.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    },
    180_000,
  );
});

describe('shopper verify, before a server that', () => {
  afterAll(() => world.proxy.meddle({}));

  const rules = breakages(() => world.data().token);

  it('breaks at least fifteen rules, each known to a check', () => {
    expect(new Set(rules.map(({ check }) => check)).size).toBeGreaterThanOrEqual(15);
    const known = allChecks.map(({ id }) => id);
    expect(rules.map(({ check }) => check).filter((id) => !known.includes(id))).toEqual([]);
  });

  it.each(rules.map((rule) => [rule.server, rule.check, rule.meddling] as const))(
    '%s, fails %s',
    async (_server, check, meddling) => {
      if (!haveOracles && check.startsWith('schema.')) return;
      world.proxy.meddle(meddling);
      expect(await results(world.data(), '2026-04-17', check)).toMatchObject([
        { id: check, outcome: 'failed' },
      ]);
    },
    60_000,
  );
});
