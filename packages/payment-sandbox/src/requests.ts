import type { AuthorizeRequest, MovementRequest, RefundRequest } from '@acp-hub/payment';

/** The body of `POST /payments`. */
export const authorizeBody = (request: AuthorizeRequest): object => ({
  token: request.token,
  amount: request.amount.amount,
  currency: request.amount.currency,
  reference: {
    ...(request.reference.tenantId !== undefined && { tenant_id: request.reference.tenantId }),
    session_id: request.reference.sessionId,
    attempt: request.reference.attempt,
  },
  ...(request.authentication && { authentication: authenticationBody(request.authentication) }),
  ...(request.billingAddress && { billing_country: request.billingAddress.country }),
  ...(request.metadata && { metadata: request.metadata }),
});

function authenticationBody(authentication: NonNullable<AuthorizeRequest['authentication']>): object {
  const { result, paymentId } = authentication;
  return {
    outcome: result.outcome,
    ...(paymentId !== undefined && { payment_id: paymentId }),
    ...(result.details && {
      cryptogram: result.details.cryptogram,
      eci: result.details.eci,
      transaction_id: result.details.transactionId,
      version: result.details.version,
    }),
  };
}

/** The body of a capture or a refund. */
export const movementBody = (request: MovementRequest & Pick<RefundRequest, 'reason'>): object => ({
  amount: request.amount.amount,
  currency: request.amount.currency,
  ...(request.reason !== undefined && { reason: request.reason }),
});
