import { createHmac, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Remembered } from '../remembered';
import { decrypt, deriveKey, encrypt, type KeyRing } from './key-ring';
import { pooledRandomBytes } from './random-pool';

/** A row's own key: destroying `wrapped` erases everything sealed with it. */
export interface DataKey {
  readonly key: Buffer;
  /** Encrypted by the tenant's key; stored beside what it sealed. */
  readonly wrapped: Buffer;
}

/** Seals one tenant's data. */
export interface Sealing {
  newDataKey(): DataKey;
  openDataKey(wrapped: Buffer): DataKey;
  /** Encrypts a JSON value. `context` ties the ciphertext to its place, e.g. `session:cs_…`. */
  seal(dataKey: DataKey, value: unknown, context: string): Buffer;
  open(dataKey: DataKey, sealed: Buffer, context: string): unknown;
  /** As `seal` for a text of some length: deflated first, because ciphertext cannot be compressed any more. */
  sealText(dataKey: DataKey, text: string, context: string): Buffer;
  openText(dataKey: DataKey, sealed: Buffer, context: string): string;
  /** As `seal` with the tenant's key itself, for what has no row key: secrets and configuration. */
  sealWithTenantKey(value: unknown, context: string): Buffer;
  openWithTenantKey(sealed: Buffer, context: string): unknown;
  /** Keyed hash for looking something up without storing it; letter case and outer space do not matter. */
  blindIndex(kind: 'email' | 'order_number', text: string): Buffer;
}

const DATA_KEY_CONTEXT = 'data-key';

/** Opened keys of one tenant. */
const MOST_OPEN_KEYS = 1_000;

/** @param tenantKey 32 bytes, as `KeyRing.unwrap` gives it. */
export function createSealing(tenantKey: Buffer): Sealing {
  const wrapping = deriveKey(tenantKey, 'wrap');
  const secrets = deriveKey(tenantKey, 'secrets');
  const index = deriveKey(tenantKey, 'index');
  const openKeys = new Remembered<DataKey>(MOST_OPEN_KEYS);
  return {
    newDataKey() {
      const key = pooledRandomBytes(32);
      return { key, wrapped: encrypt(wrapping, key, DATA_KEY_CONTEXT) };
    },
    openDataKey: (wrapped) =>
      openKeys.get(wrapped.toString('latin1'), () => ({
        key: decrypt(wrapping, wrapped, DATA_KEY_CONTEXT),
        wrapped,
      })),
    seal: ({ key }, value, context) => encrypt(key, toBytes(value), context),
    open: ({ key }, sealed, context) => fromBytes(decrypt(key, sealed, context)),
    sealText: ({ key }, text, context) => encrypt(key, deflated(text), context),
    openText: ({ key }, sealed, context) => inflated(decrypt(key, sealed, context)),
    sealWithTenantKey: (value, context) => encrypt(secrets, toBytes(value), context),
    openWithTenantKey: (sealed, context) => fromBytes(decrypt(secrets, sealed, context)),
    blindIndex: (kind, text) =>
      createHmac('sha256', index).update(`${kind}:${text.trim().toLowerCase()}`).digest(),
  };
}

/** Small buffers and a small window: by the defaults, zlib takes longer to set out than to compress an answer. */
const DEFLATE = { windowBits: 12, chunkSize: 4_096 };
const deflated = (text: string): Buffer =>
  deflateRawSync(Buffer.from(text), { ...DEFLATE, level: 1, memLevel: 5 });
const inflated = (bytes: Buffer): string => inflateRawSync(bytes, DEFLATE).toString();

const toBytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const fromBytes = (bytes: Buffer): unknown => JSON.parse(bytes.toString());

/** Wraps and unwraps tenants' keys by the hub's. */
export const tenantKeys = (ring: KeyRing) => ({
  create(tenantId: string): { readonly key: Buffer; readonly wrapped: Buffer } {
    const key = randomBytes(32);
    return { key, wrapped: ring.wrap(key, `tenant:${tenantId}`) };
  },
  open: (tenantId: string, wrapped: Buffer): Buffer => ring.unwrap(wrapped, `tenant:${tenantId}`),
  /** As `KeyRing.renew`. */
  renew: (tenantId: string, wrapped: Buffer): Buffer | undefined => ring.renew(wrapped, `tenant:${tenantId}`),
});
