import { sandboxConfigSchema, sandboxProvider } from '../src';
import { openSandbox, type Sandbox } from './support/sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

it('refuses live mode', () => {
  const live = { ...sandbox.context, mode: 'live' } as const;
  expect(() => sandboxProvider.connect(sandbox.config, live)).toThrow(
    'another payment provider in live mode',
  );
  expect(sandboxProvider.capabilities.modes).toEqual(['test']);
});

it('marks the API key, and nothing else, as a secret', () => {
  const secrets = Object.entries(sandboxConfigSchema.shape).filter(
    ([, field]) => field.meta()?.['secret'] === true,
  );
  expect(secrets.map(([name]) => name)).toEqual(['apiKey']);
});

it.each([
  [{ baseUrl: 'ftp://host' }, 'baseUrl'],
  [{ apiKey: '' }, 'apiKey'],
  [{ merchantId: '' }, 'merchantId'],
  [{ mode: 'live' }, 'mode'],
])('refuses a config with %j', (more, named) => {
  const parsed = sandboxConfigSchema.safeParse({ ...sandbox.config, ...more });
  expect(JSON.stringify(parsed.error?.issues)).toContain(named);
});

it('describes the protocol’s own handler for tokenized cards', () => {
  const handler = sandboxProvider.describeHandler(sandbox.config);
  expect(handler).toMatchObject({ name: 'dev.acp.tokenized.card', psp: 'sandbox', merchantId: 'acct_demo' });
  expect(JSON.stringify(handler)).not.toContain(sandbox.config.apiKey);
});

describe('check', () => {
  it('accepts a good account', async () => {
    expect(await sandbox.account.check()).toEqual({ ok: true, value: undefined });
  });

  it('tells of a wrong key', async () => {
    const account = sandbox.connect({ apiKey: 'wrong' });
    expect(await account.check()).toMatchObject({ ok: false, error: { kind: 'auth' } });
  });

  it('tells of a merchant id that is not the key’s', async () => {
    const account = sandbox.connect({ merchantId: 'acct_else' });
    expect(await account.check()).toMatchObject({ ok: false, error: { kind: 'config' } });
  });

  it('keeps to a base URL with a path', async () => {
    const account = sandbox.connect({ baseUrl: `${sandbox.config.baseUrl}/behind/a/proxy/` });
    await account.check();
    expect(sandbox.psp.journal.entries().at(-1)?.path).toBe('/behind/a/proxy/account');
  });
});
