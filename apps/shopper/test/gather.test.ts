import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gather } from '../src/demo/gather';
import type { DataOptions } from '../src/demo/options';

const folder = mkdtempSync(join(tmpdir(), 'demo-'));
const nowhere = join(folder, 'absent.json');

const demoFile = (() => {
  const path = join(folder, 'demo.json');
  const demo = {
    base_url: 'http://localhost:8080',
    store_url: 'http://localhost:8090',
    currency: 'USD',
    agents: [
      { name: 'spec', profile: 'spec', token: 'tok_spec', webhook_secret: 'whsec_spec' },
      { name: 'openai', profile: 'openai', token: 'tok_openai' },
    ],
    other_merchant: { token: 'tok_other' },
    items: { in_stock: 'mug', limited: 'lamp', out_of_stock: 'clock', digital: 'book', variant: 'shirt-m' },
    coupons: { valid: 'SAVE10', expired: 'OLD', minimum: 'BIG' },
    address: { name: 'Jo', line_one: '1 St', city: 'LA', state: 'CA', country: 'US', postal_code: '90001' },
    payment_tokens: { ok: 'tok_ok', declined: 'tok_no', requires_3ds: 'tok_3ds', timeout: 'tok_slow' },
    webhooks: { received_url: 'http://localhost:8092/received' },
  };
  writeFileSync(path, JSON.stringify(demo));
  return path;
})();

async function ready(options: DataOptions, defaultDemo = demoFile) {
  const gathered = await gather(options, defaultDemo);
  if (gathered.kind !== 'ready') throw new Error(gathered.problem);
  return gathered.data;
}

async function problem(options: DataOptions, defaultDemo = demoFile) {
  const gathered = await gather(options, defaultDemo);
  return gathered.kind === 'incomplete' ? gathered.problem : undefined;
}

describe('gather', () => {
  it('takes everything from the demo file', async () => {
    expect(await ready({})).toMatchObject({
      baseUrl: 'http://localhost:8080',
      token: 'tok_spec',
      otherToken: 'tok_other',
      items: { inStock: 'mug', outOfStock: 'clock' },
      payments: { ok: 'tok_ok', requires3ds: 'tok_3ds' },
      inboxUrl: 'http://localhost:8092/received',
      webhookSecret: 'whsec_spec',
      contact: { firstName: 'Jo', lastName: 'Jo' },
    });
  });

  it('lets flags win, and lets them use the names of the demo file', async () => {
    const data = await ready({
      item: 'limited',
      paymentToken: 'declined',
      coupon: 'X',
      country: 'DE',
      profile: 'openai',
    });
    expect(data).toMatchObject({
      token: 'tok_openai',
      items: { inStock: 'lamp' },
      payments: { ok: 'tok_no' },
      coupons: { valid: 'X' },
      address: { country: 'DE', city: 'LA' },
    });
  });

  it("checks webhooks by the secret of the demo's agent alone, unless another is given", async () => {
    expect((await ready({ profile: 'openai' })).webhookSecret).toBeUndefined();
    expect((await ready({ token: 'tok_mine' })).webhookSecret).toBeUndefined();
    expect((await ready({ webhookSecret: 'whsec_mine' })).webhookSecret).toBe('whsec_mine');
  });

  it('keeps the demo file away from other servers', async () => {
    const data = await ready({ baseUrl: 'https://shop.example', token: 't' });
    expect(data).toMatchObject({ items: { inStock: undefined }, otherToken: undefined, inboxUrl: undefined });
  });

  it.each<[string, DataOptions, string, RegExp]>([
    ['no demo and no URL', {}, nowhere, /npm start.*--base-url/s],
    ['a demo file that is not there', { demo: nowhere }, demoFile, /There is no file/],
    ['no token', { baseUrl: 'https://shop.example' }, demoFile, /--token/],
    ['a URL that is none', { baseUrl: 'shop', token: 't' }, nowhere, /is not a URL/],
  ])('says what to do about %s', async (_what, options, file, text) => {
    expect(await problem(options, file)).toMatch(text);
  });

  it('says what is wrong with a demo file', async () => {
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, '{"base_url": 5}');
    expect(await problem({ demo: broken })).toMatch(/base_url/);
    writeFileSync(broken, 'not JSON');
    expect(await problem({ demo: broken })).toMatch(/not a demo file/);
  });
});
