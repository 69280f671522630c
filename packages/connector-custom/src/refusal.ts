import { itemId } from '@acp-hub/commerce';
import { ConnectorError, type ConnectorFailure, type RejectionReason } from '@acp-hub/connector';
import type { StoreError } from '@acp-hub/store-contract';
import { readQuote } from './from-store/quote';

const rejected = (reason: RejectionReason): ConnectorFailure => ({ kind: 'rejected', reason });

/** `$.billing.postal_code` → that field of the billing address, where the place is in an address. */
function wrongAddress(param: string | undefined): RejectionReason | undefined {
  const [, part, field] = /^\$\.(address|shipping|billing)\.(\w+)/.exec(param ?? '') ?? [];
  if (field === undefined) return undefined;
  return { code: 'invalid_address', field, ...(part === 'billing' && { address: part }) };
}

function failureOf(error: StoreError): ConnectorFailure {
  const { code, param, quote } = error;
  switch (code) {
    case 'price_changed':
      return rejected({ code, ...(quote !== undefined && { quote: readQuote(quote) }) });
    case 'out_of_stock': {
      const short = (error.lines ?? []).map(({ item }) => item.id);
      return rejected({ code, items: [...short, ...(error.unknown_items ?? [])].map(itemId) });
    }
    case 'expired':
      return rejected({ code: 'quote_expired' });
    case 'not_found':
      return rejected({ code: 'order_not_found' });
    case 'order_canceled':
    case 'order_state':
      return rejected({ code: 'order_state', state: error.order_status ?? 'unknown' });
    case 'payment_mismatch':
    case 'refund_exceeds_paid':
      return rejected({ code: 'amount_mismatch' });
    case 'address_required':
      return rejected({ code: 'invalid_address' });
    case 'region_restricted':
      return rejected({ code });
    case 'invalid_request': {
      if (param === '$.currency') return { kind: 'config' };
      return rejected(wrongAddress(param) ?? { code: 'other' });
    }
    case 'signature_missing':
    case 'signature_invalid':
    case 'signature_expired':
      return { kind: 'auth' };
    case 'unsupported_version':
      return { kind: 'config' };
    case 'rate_limited':
    case 'internal_error':
    case 'unavailable':
      return { kind: 'transient' };
    case 'idempotency_key_required':
    case 'idempotency_conflict':
    case 'body_too_large':
    case 'unsupported_media_type':
    case 'option_required':
      return rejected({ code: 'other' });
  }
}

/** A refusal in the contract’s words as the hub’s failure; a store that refuses has applied nothing. */
export const refusalOf = (error: StoreError, what: string, status: number): ConnectorError =>
  new ConnectorError(failureOf(error), `${what}: ${error.message}`, 'not_applied', { status });
