import { acpError, type AcpError, type AcpVersion } from '@acp-hub/acp';
import type { CheckoutRejection } from '@acp-hub/commerce';
import type { RejectionReason } from '@acp-hub/connector';
import { refusedAddressPath } from '../checkout/refused-address';

/** A refused transition in the protocol's words; `not_ready` is no error but a session with messages. */
export function rejectionError(
  rejection: Exclude<CheckoutRejection, { reason: 'not_ready' }>,
  version: AcpVersion,
): AcpError {
  switch (rejection.reason) {
    case 'closed':
      return acpError('session_closed', `The session is ${rejection.status}; open a new one.`);
    case 'payment_in_progress':
      return acpError(
        'payment_in_progress',
        'A payment for this session is under way; read the session until it has ended.',
      );
    case 'unsupported_currency':
      return acpError('unsupported_currency', `This store charges ${rejection.supported}.`, {
        param: '$.currency',
      });
    case 'no_known_item': {
      const list = version >= '2026-01-30' ? 'line_items' : 'items';
      return acpError('invalid_item_id', 'The store sells none of these items; take ids from its feed.', {
        param: `$.${list}[${rejection.index}].id`,
      });
    }
    case 'authentication_result_missing':
      return acpError('requires_3ds', 'Run 3-D Secure with authentication_metadata and send its result.', {
        param: '$.authentication_result',
      });
    case 'authentication_result_unexpected':
      return acpError(
        'invalid',
        'This session asked for no authentication: complete it without authentication_result.',
        { param: '$.authentication_result' },
      );
    case 'illegal':
      throw new Error(`A session that is ${rejection.status} does not take "${rejection.event}".`);
  }
}

/** A request that the store will not price, in the protocol's words. */
export function refusalError(reason: RejectionReason, version: AcpVersion): AcpError {
  const inVersion = (path: string): string =>
    version === '2025-09-29' ? path.replace('$.fulfillment_details.address', '$.fulfillment_address') : path;
  switch (reason.code) {
    case 'invalid_address': {
      const param = inVersion(refusedAddressPath(reason));
      return acpError('invalid', `The store does not take this address; correct ${param}.`, { param });
    }
    case 'region_restricted':
      return acpError('invalid', 'The store does not deliver to this address.', {
        param: inVersion('$.fulfillment_details.address'),
      });
    default:
      return acpError(
        'invalid',
        'The store does not take this request; look for texts that are empty or longer than a shop needs.',
        { param: '$' },
      );
  }
}
