import { currency } from '@acp-hub/commerce';
import { acpVersions, discountExtension, discoveryDocument, discoverySchema } from '../src';
import { describeWithOracles, oracle, overTheWire } from './support/oracles';

const full = discoveryDocument({
  apiBaseUrl: 'https://hub.example/acp',
  documentationUrl: 'https://hub.example/docs',
  services: ['checkout', 'orders', 'orders'],
  extensions: [discountExtension],
  interventions: ['3ds', '3ds'],
  currencies: [currency('USD'), currency('EUR'), currency('USD')],
  locales: ['en-US'],
});

test('names the newest version and all that are served', () => {
  expect(full.protocol).toMatchObject({
    name: 'acp',
    version: '2026-04-17',
    supported_versions: acpVersions,
  });
});

test('lists each thing once, currencies in lower case', () => {
  expect(full.capabilities).toMatchObject({
    services: ['checkout', 'orders'],
    intervention_types: ['3ds'],
    supported_currencies: ['usd', 'eur'],
  });
});

test('the least of it advertises REST and nothing that is not served', () => {
  expect(discoveryDocument({ apiBaseUrl: 'https://hub.example', services: ['checkout'] })).toEqual({
    protocol: { name: 'acp', version: '2026-04-17', supported_versions: [...acpVersions] },
    api_base_url: 'https://hub.example',
    transports: ['rest'],
    capabilities: { services: ['checkout'] },
  });
});

test('a base URL that is none is a bug of the configuration', () => {
  expect(() => discoveryDocument({ apiBaseUrl: 'hub', services: [] })).toThrow(RangeError);
});

describeWithOracles('the official schema', () => {
  test('accepts the document', () => {
    expect(oracle('2026-04-17').definition('DiscoveryResponse')(overTheWire(full))).toBe(true);
    expect(discoverySchema.parse(full)).toEqual(full);
  });
});
