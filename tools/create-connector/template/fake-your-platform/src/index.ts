export type { BackOffice } from './back-office';
export { createFakeYourPlatform, type FakeYourPlatform } from './fake-your-platform';
export type { FakeMerchant, FakeProduct, FakeVariant } from './merchant';
