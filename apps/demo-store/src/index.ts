export type { BackOffice } from './back-office';
export { createDemoStore, type DemoStore, type DemoStoreOptions, type MerchantAccess } from './demo-store';
export { Faults, type Fault } from './faults/faults';
export type { Merchant, Showcase } from './merchant';
export { merchants } from './merchants';
