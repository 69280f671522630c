import type { OrderId, OrderView } from '@acp-hub/commerce';
import type { Agent } from '../agents/agent';
import { viewOf } from './order-view';
import type { Orders } from './ports';

/** Reads an order for the agent that made it; never calls the platform. */
export class GetOrder {
  constructor(private readonly orders: Orders) {}

  /** `undefined` for an unknown order and for one of another merchant, agent, connection or mode alike. */
  async execute(agent: Agent, orderId: OrderId): Promise<OrderView | undefined> {
    const stored = await this.orders.find(agent.tenantId, orderId);
    if (stored === undefined) return undefined;
    const own =
      stored.agentId === agent.agentId &&
      stored.connectionId === agent.connectionId &&
      stored.mode === agent.mode;
    return own ? viewOf(stored) : undefined;
  }
}
