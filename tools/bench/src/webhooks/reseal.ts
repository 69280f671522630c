import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What a copy needs of the hub's sealing: ciphertexts are tied to the row they belong to. */
export interface Reseal {
  /** An order's personal part, opened once, for an order of another id. */
  order(id: string): Buffer;
  /** A webhook secret, for an agent. */
  webhookSecret(agentId: string, secret: string): Buffer;
}

interface Template {
  readonly tenantId: string;
  readonly orderId: string;
  readonly wrappedTenantKey: Buffer;
  readonly wrappedDataKey: Buffer;
  readonly sealed: Buffer;
}

/** @param hubKey the one key of `HUB_ENCRYPTION_KEYS`, 32 bytes. */
export function resealer(hubKey: Buffer, template: Template): Reseal {
  const { wrappedTenantKey } = template;
  const idLength = wrappedTenantKey[0] ?? 0;
  const tenantKey = decrypt(hubKey, wrappedTenantKey.subarray(1 + idLength), `tenant:${template.tenantId}`);
  const dataKey = decrypt(derive(tenantKey, 'wrap'), template.wrappedDataKey, 'data-key');
  const personal = decrypt(dataKey, template.sealed, `order:${template.orderId}`);
  const secrets = derive(tenantKey, 'secrets');
  return {
    order: (id) => encrypt(dataKey, personal, `order:${id}`),
    webhookSecret: (agentId, secret) =>
      encrypt(secrets, Buffer.from(JSON.stringify(secret)), `agent:${agentId}:webhook`),
  };
}

const derive = (key: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, 32));

function encrypt(key: Buffer, plaintext: Buffer, context: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
  const body = cipher.update(plaintext);
  cipher.final();
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}
