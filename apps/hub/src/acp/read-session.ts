import type { SessionId } from '@acp-hub/commerce';
import type { Answer, CheckoutSessions } from '../checkout/ports';
import type { Connections } from '../connectors/connection';
import type { Call } from './call';
import type { SessionAnswers } from './session-answer';

/** Shows a session from what is stored; the platform is not asked. */
export class ReadSession {
  constructor(
    private readonly sessions: CheckoutSessions,
    private readonly connections: Connections,
    private readonly answers: SessionAnswers,
  ) {}

  async execute({ agent, codec }: Call, id: SessionId): Promise<Answer | undefined> {
    const stored = await this.sessions.find(agent, id);
    if (stored === undefined) return undefined;
    const connection = await this.connections.open(stored.tenantId, stored.connectionId);
    return this.answers.write(codec, connection, stored.session, 200);
  }
}
