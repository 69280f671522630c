import type { Dispatcher } from 'undici';
import { HOLD_HEADER, ORDER_HEADER } from './messages';
import { callScope } from './step-scope';

type Headers = Dispatcher.DispatchOptions['headers'];

/** Adds to headers in whichever form undici takes them. */
function withHeaders(headers: Headers, more: Readonly<Record<string, string>>): NonNullable<Headers> {
  if (Array.isArray(headers)) return [...headers, ...Object.entries(more).flat()];
  return { ...(headers as Record<string, string>), ...more };
}

/** Counts the requests of a call that change something, and marks those that shall outlive the process. */
export const markRequests =
  (holdMs: number): Dispatcher.DispatcherComposeInterceptor =>
  (dispatch) =>
  (options, handler) => {
    const scope = callScope.getStore();
    if (scope === undefined || options.method === 'GET') return dispatch(options, handler);
    scope.call.sent += 1;
    if (scope.hold === undefined) return dispatch(options, handler);
    const marks = { [HOLD_HEADER]: String(holdMs), [ORDER_HEADER]: scope.hold.id };
    return dispatch({ ...options, headers: withHeaders(options.headers, marks) }, handler);
  };
