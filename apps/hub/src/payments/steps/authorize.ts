import { paymentId, type Authorization, type AuthorizeRequest } from '@acp-hub/payment';
import type { StepResult } from '../saga';
import { failedWith, lookupFailure, paymentFailure, paymentMessage } from './failures';
import type { RunStep, StepContext } from './step-context';

/** Reserves the money, or finds the reservation that an earlier try made. */
export const authorize: RunStep = async (context) => {
  const { account } = context.connection.payment;
  const request = requestOf(context);
  if (context.resumed) {
    const found = await account.findPayment({ idempotencyKey: request.idempotencyKey });
    if (!found.ok) return lookupFailure(found.error);
    if (found.value !== undefined) return resultOf(found.value.authorization);
  }
  const answer = await account.authorize(request);
  if (answer.ok) return resultOf(answer.value);
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

function resultOf(authorization: Authorization): StepResult {
  switch (authorization.status) {
    case 'authorized':
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
      };
  }
}

const declined = (content: string) =>
  paymentMessage('payment_declined', content, '$.payment_data', 'requires_buyer_input');
