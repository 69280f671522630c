import type { Agent, ClientRequest } from 'node:http';
import type { Dispatcher } from 'undici';
import { HOLD_HEADER, ORDER_HEADER } from './messages';
import { callScope } from './step-scope';

type Headers = Dispatcher.DispatchOptions['headers'];

/** Adds to headers in whichever form undici takes them. */
function withHeaders(headers: Headers, more: Readonly<Record<string, string>>): NonNullable<Headers> {
  if (Array.isArray(headers)) return [...headers, ...Object.entries(more).flat()];
  return { ...(headers as Record<string, string>), ...more };
}

/** Counts a request of a call that changes something. @returns the marks of one that shall outlive the process. */
function marksOf(method: string, holdMs: number): Readonly<Record<string, string>> {
  const scope = callScope.getStore();
  if (scope === undefined || method === 'GET') return {};
  scope.call.sent += 1;
  return scope.hold === undefined ? {} : { [HOLD_HEADER]: String(holdMs), [ORDER_HEADER]: scope.hold.id };
}

/** Of connectors that send by undici. */
export const markRequests =
  (holdMs: number): Dispatcher.DispatcherComposeInterceptor =>
  (dispatch) =>
  (options, handler) => {
    const marks = marksOf(options.method, holdMs);
    if (Object.keys(marks).length === 0) return dispatch(options, handler);
    return dispatch({ ...options, headers: withHeaders(options.headers, marks) }, handler);
  };

/** What Node itself calls of an agent with every new request. */
type AddRequest = (request: ClientRequest, ...rest: unknown[]) => unknown;

/** Of connectors that send by a library of Node's own client. */
export const markAgent = <Kind extends Agent>(agent: Kind, holdMs: number): Kind =>
  new Proxy(agent, {
    get(from, name) {
      const member: unknown = Reflect.get(from, name);
      if (name !== 'addRequest') return member;
      const add = member as AddRequest;
      return (request: ClientRequest, ...rest: unknown[]): unknown => {
        for (const [header, value] of Object.entries(marksOf(request.method, holdMs)))
          request.setHeader(header, value);
        return Reflect.apply(add, from, [request, ...rest]);
      };
    },
  });
