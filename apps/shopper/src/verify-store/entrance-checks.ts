import { contractHeaders, CONTRACT_VERSION, signBody, storeInfo } from '@acp-hub/store-contract';
import type { Check } from '../verify/check';
import { ensure } from '../verify/verdict';
import { ensureAnswer, type StoreContext } from './context';
import { ensureStoreError } from './store-client';

const STALE_SECONDS = 3600;

export const entranceChecks: readonly Check<StoreContext>[] = [
  {
    id: 'store.describe',
    sentence: 'describes itself at GET /store, in the version of the contract it is asked in',
    source: 'GET /store',
    async run({ call }) {
      const exchange = await call('getStore');
      const info = ensureAnswer(exchange, 200, storeInfo);
      ensure(
        info.contract_version === CONTRACT_VERSION,
        `it speaks ${info.contract_version}, the hub speaks ${CONTRACT_VERSION}`,
        exchange,
      );
    },
  },
  {
    id: 'signature.missing',
    sentence: 'answers 401 signature_missing to an unsigned request',
    source: 'header Store-Signature',
    async run({ call }) {
      const headers = { [contractHeaders.signature]: null };
      ensureStoreError(await call('getStore', { headers }), [401], 'signature_missing');
    },
  },
  {
    id: 'signature.wrong',
    sentence: 'answers 401 signature_invalid to a request signed with another secret',
    source: 'header Store-Signature',
    async run({ impostor }) {
      ensureStoreError(await impostor('getStore'), [401], 'signature_invalid');
    },
  },
  {
    id: 'signature.body',
    sentence: 'answers 401 signature_invalid where the body is not the one that was signed',
    source: 'header Store-Signature',
    async run({ call }) {
      const body = { items: [{ id: 'x', quantity: 1 }], coupons: [] };
      const sent = await call('createQuote', { body });
      const signature = sent.requestHeaders[contractHeaders.signature] ?? '';
      const headers = { [contractHeaders.signature]: signature };
      const tampered = { ...body, coupons: ['FREE'] };
      ensureStoreError(await call('createQuote', { body: tampered, headers }), [401], 'signature_invalid');
    },
  },
  {
    id: 'signature.expired',
    sentence: 'answers 401 to a signature that is an hour old',
    source: 'header Store-Signature, 300 s',
    async run({ call, impostor }) {
      const longAgo = new Date(Date.now() - STALE_SECONDS * 1000);
      const headers = { [contractHeaders.signature]: signBody('', 'any', longAgo) };
      for (const exchange of [await call('getStore', { headers }), await impostor('getStore', { headers })])
        ensure(exchange.status === 401, `it answers ${exchange.status}`, exchange);
    },
  },
  {
    id: 'version.unsupported',
    sentence: 'answers 400 unsupported_version to a version of the contract it does not know',
    source: 'header Store-Contract-Version',
    async run({ call }) {
      const headers = { [contractHeaders.version]: '1999-01-01' };
      ensureStoreError(await call('getStore', { headers }), [400], 'unsupported_version');
    },
  },
];
