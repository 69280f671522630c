import { paymentId, type Authorization, type AuthorizeRequest } from '@acp-hub/payment';
import type { StepResult } from '../saga';
import { declined, failedWith, lookupFailure, paymentFailure } from './failures';
import type { RunStep, StepContext } from './step-context';

/** Reserves the money, or finds the reservation that an earlier try made. */
export const authorize: RunStep = async (context) => {
  const { account } = context.connection.payment;
  const request = requestOf(context);
  if (context.resumed) {
    const found = await account.findPayment({ idempotencyKey: request.idempotencyKey });
    if (!found.ok) return lookupFailure(found.error);
    if (found.value !== undefined) return resultOf(context, found.value.authorization);
  }
  const answer = await account.authorize(request);
  if (answer.ok) return resultOf(context, answer.value);
  return paymentFailure(answer.error, {
    kind: 'failed',
    message: declined('The payment provider refused the payment; send a new token.'),
  });
};

function requestOf({ attempt, saga }: StepContext): AuthorizeRequest {
  const { secrets, stored } = attempt;
  const { billingAddress } = stored.session.personal;
  return {
    idempotencyKey: `${attempt.attemptId}:authorize`,
    token: secrets.payment.token,
    amount: { amount: saga.total, currency: saga.currency },
    reference: {
      tenantId: attempt.tenantId,
      sessionId: stored.session.id,
      attempt: attempt.number,
      ...(saga.order === undefined ? {} : { orderId: saga.order.platformOrderId }),
    },
    ...(billingAddress === undefined ? {} : { billingAddress }),
    ...(secrets.authenticationResult === undefined
      ? {}
      : {
          authentication: {
            result: secrets.authenticationResult,
            ...(secrets.resumes === undefined ? {} : { paymentId: paymentId(secrets.resumes) }),
          },
        }),
  };
}

function resultOf({ saga }: StepContext, authorization: Authorization): StepResult {
  switch (authorization.status) {
    case 'authorized':
      if (saga.flow === 'capture_only')
        return {
          kind: 'unclear',
          why: `${authorization.paymentId} is reserved only, and can never be taken`,
        };
      return { kind: 'authorized', paymentId: authorization.paymentId };
    case 'captured':
      return { kind: 'authorized', paymentId: authorization.paymentId, capturedBy: authorization.capture.id };
    case 'declined':
      return failedWith(declined(authorization.message));
    case 'requires_authentication':
      return {
        kind: 'refused',
        ending: {
          kind: 'authentication',
          metadata: authorization.authentication,
          paymentId: authorization.paymentId,
        },
        why: 'the buyer must authenticate',
      };
  }
}
