import type { Dispatcher } from 'undici';

/** A request that took longer than it may; it may have been applied. */
export class DeadlineExceededError extends Error {
  override readonly name = 'DeadlineExceededError';
  readonly code = 'DEADLINE_EXCEEDED';
  constructor(deadlineMs: number) {
    super(`no complete answer within ${deadlineMs} ms`);
  }
}

/** Ends every request `deadlineMs` after it was dispatched, however busily its answer trickles in. */
export function deadlineInterceptor(deadlineMs: number): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    let controller: Dispatcher.DispatchController | undefined;
    let expired = false;
    const timer = setTimeout(() => {
      expired = true;
      controller?.abort(new DeadlineExceededError(deadlineMs));
    }, deadlineMs);
    return dispatch(options, {
      onRequestStart(started, context) {
        controller = started;
        if (expired) started.abort(new DeadlineExceededError(deadlineMs));
        handler.onRequestStart?.(started, context);
      },
      onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
      onResponseStart: (...args) => handler.onResponseStart?.(...args),
      onResponseData: (...args) => handler.onResponseData?.(...args),
      onResponseEnd(...args) {
        clearTimeout(timer);
        handler.onResponseEnd?.(...args);
      },
      onResponseError(...args) {
        clearTimeout(timer);
        handler.onResponseError?.(...args);
      },
    });
  };
}
