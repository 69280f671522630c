import { ConnectorError, type ConnectContext, type RejectionReason, type Store } from '@acp-hub/connector';
import { HOLD_MS } from './hold';
import { markAgent, markRequests } from './mark-requests';
import { watchCalls, type Refuse } from './watch-calls';

const rejections: Readonly<Record<string, RejectionReason>> = {
  placeOrder: { code: 'price_changed' },
};

const refuse: Refuse = (how, operation) => {
  throw new ConnectorError(
    how === 'unreachable'
      ? { kind: 'transient' }
      : { kind: 'rejected', reason: rejections[operation] ?? { code: 'order_state', state: 'canceled' } },
    'Refused, as the script wants it.',
    'not_applied',
  );
};

/** A store whose calls are watched. @param open makes the store itself with the context it is given. */
export function watchedStore(context: ConnectContext, open: (context: ConnectContext) => Store): Store {
  const dispatcher = context.transport.dispatcher.compose(markRequests(HOLD_MS));
  const { http, https } = context.transport.agents;
  const agents = { http: markAgent(http, HOLD_MS), https: markAgent(https, HOLD_MS) };
  return watchCalls(open({ ...context, transport: { ...context.transport, dispatcher, agents } }), refuse);
}
