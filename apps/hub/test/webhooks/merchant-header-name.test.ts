import { merchantSignatureHeader } from '../../src/webhooks/merchant-header-name';

test.each([
  ['Acme', 'Acme-Signature'],
  ['Acme Café & Söhne GmbH', 'Acme_Cafe_Sohne_GmbH-Signature'],
  ['  --Shop 24\r\nX-Evil: 1', 'Shop_24_X_Evil_1-Signature'],
  ['山田商店', 'Merchant-Signature'],
])('%j', (name, header) => {
  expect(merchantSignatureHeader(name)).toBe(header);
});
