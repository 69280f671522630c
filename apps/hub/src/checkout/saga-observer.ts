import type { Logger } from '@acp-hub/connector';
import type { Metrics } from '../metrics/metrics';
import type { SagaObserver } from '../payments/step-runner';

/** Sagas in logs and metrics. */
export const sagaObserver = (logger: Logger, metrics: Pick<Metrics, 'saga' | 'sagaStep'>): SagaObserver => ({
  step: (step, result) => metrics.sagaStep(step, result),
  ended: (outcome) => metrics.saga(outcome),
  fault: (error, { tenantId, attemptId }, step) =>
    logger.error(
      { err: error, tenantId, attemptId, step },
      'A step of a payment attempt failed by a fault of its own; it is tried again.',
    ),
  manual: ({ tenantId, attemptId, stored }, saga) =>
    logger.error(
      { tenantId, attemptId, sessionId: stored.session.id, step: saga.step, last: saga.log.at(-1)?.result },
      'A payment attempt needs a person: see "hub cases show".',
    ),
});
