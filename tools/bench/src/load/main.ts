import { LoadingAgent } from './agent';
import type { Order, Report, Target } from './load';

const agents = new Map<string, LoadingAgent>();

function agentOf(target: Target): LoadingAgent {
  const known = agents.get(target.baseUrl) ?? new LoadingAgent(target);
  agents.set(target.baseUrl, known);
  return known;
}

async function obey(order: Order): Promise<Report> {
  const agent = agentOf(order.target);
  switch (order.kind) {
    case 'prepare':
      await agent.prepare(order.operation, order.fresh);
      return { kind: 'prepared' };
    case 'run':
      return { kind: 'ran', result: await agent.run(order.slice) };
  }
}

process.on('message', (order: Order) => {
  obey(order)
    .catch((error: unknown): Report => ({ kind: 'failed', message: String(error) }))
    .then((report) => process.send?.(report))
    .catch(() => process.exit(1));
});
process.on('disconnect', () => process.exit(0));
