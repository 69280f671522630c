import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { KeyRingError } from './key-ring-error';
import { pooledRandomBytes } from './random-pool';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM. Layout: 12 bytes IV, 16 bytes tag, ciphertext. `context` is authenticated, not stored. */
export function encrypt(key: Buffer, plaintext: Buffer, context: string): Buffer {
  const iv = pooledRandomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
  const body = cipher.update(plaintext);
  cipher.final();
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** @throws Error where key, context or ciphertext is not the one it was encrypted with. */
export function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const body = decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES));
  return Buffer.concat([body, decipher.final()]);
}

/** An independent key for one purpose, HKDF-SHA-256 (RFC 5869). */
export const deriveKey = (key: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, 32));

/** Ids are ASCII. */
const idIn = (wrapped: Buffer): string => wrapped.subarray(1, 1 + (wrapped[0] ?? 0)).toString();

/** The hub's own keys: the first wraps, all unwrap, so that keys rotate without downtime. */
export class KeyRing {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #current: string;

  constructor(keys: readonly { readonly id: string; readonly key: Buffer }[]) {
    const [first] = keys;
    if (first === undefined) throw new RangeError('A key ring needs at least one key.');
    this.#keys = new Map(keys.map(({ id, key }) => [id, key]));
    this.#current = first.id;
  }

  /** The id of the wrapping key stands before the ciphertext: one length byte, then the id. */
  wrap(key: Buffer, context: string): Buffer {
    const id = Buffer.from(this.#current);
    return Buffer.concat([Buffer.from([id.length]), id, encrypt(this.#key(this.#current), key, context)]);
  }

  /** @throws KeyRingError where the ring lacks the key that wrapped it, or has another under its id. */
  unwrap(wrapped: Buffer, context: string): Buffer {
    const id = idIn(wrapped);
    const key = this.#key(id);
    try {
      return decrypt(key, wrapped.subarray(1 + id.length), context);
    } catch {
      throw new KeyRingError(
        `HUB_ENCRYPTION_KEYS: the key "${id}" does not open what was sealed under this id; put back the one that did.`,
      );
    }
  }

  /** The same key, wrapped by the present one; `undefined` where it is already. */
  renew(wrapped: Buffer, context: string): Buffer | undefined {
    return idIn(wrapped) === this.#current ? undefined : this.wrap(this.unwrap(wrapped, context), context);
  }

  #key(id: string): Buffer {
    const key = this.#keys.get(id);
    if (key === undefined) {
      throw new KeyRingError(
        `HUB_ENCRYPTION_KEYS: the key "${id}" is not among them; put it back to read what it sealed.`,
      );
    }
    return key;
  }
}
