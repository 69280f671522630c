import type { CompleteCheckout as CompleteCommand } from '@acp-hub/commerce';
import type { Claim, StoredSession } from '../checkout/ports';
import type { Connections } from '../connectors/connection';
import type { CompleteCheckout } from '../payments/complete-checkout';
import type { Call } from './call';
import { unavailable, unknownSession } from './fault';
import { errorAnswer, type Decision } from './keyed-operation';
import { refusalError, rejectionError } from './rejections';
import type { SessionAnswers } from './session-answer';

/** Use case → decision, for the operation that moves money. */
export class CompleteOperation {
  constructor(
    private readonly connections: Connections,
    private readonly completeCheckout: CompleteCheckout,
    private readonly answers: SessionAnswers,
  ) {}

  async execute(
    { agent, codec }: Call,
    stored: StoredSession | undefined,
    claim: Claim | undefined,
    command: CompleteCommand,
  ): Promise<Decision> {
    if (stored === undefined) return { kind: 'answer', answer: errorAnswer(unknownSession()) };
    const connection = await this.connections.open(stored.tenantId, stored.connectionId);
    const success = agent.profile === 'openai' ? 201 : 200;
    const write: Parameters<CompleteCheckout['execute']>[3]['write'] = (_, session) =>
      this.answers.write(codec, connection, session, session.status === 'completed' ? success : 200);
    const outcome = await this.completeCheckout.execute(connection, stored, command, { claim, write });
    switch (outcome.kind) {
      case 'ended':
        if (outcome.answer !== undefined) return { kind: 'settled', answer: outcome.answer };
        return { kind: 'answer', stored, answer: write(connection, outcome.session) };
      case 'in_progress':
        return { kind: 'answer', stored, answer: write(connection, outcome.session) };
      case 'changed_meanwhile':
        return { kind: 'again' };
      case 'not_opened':
        break;
    }
    const { outcome: reason } = outcome;
    switch (reason.kind) {
      case 'store_unavailable':
        throw unavailable(reason.retryAfterSeconds);
      case 'store_refuses':
        return { kind: 'answer', stored, answer: errorAnswer(refusalError(reason.reason, codec.version)) };
      case 'ok':
        return { kind: 'update', stored, session: reason.session, answer: write(connection, reason.session) };
      case 'rejected':
        if (reason.rejection.reason !== 'not_ready') {
          return {
            kind: 'answer',
            stored,
            answer: errorAnswer(rejectionError(reason.rejection, codec.version)),
          };
        }
        if (reason.session === undefined) throw new Error('A refused completion shows its session.');
        return { kind: 'update', stored, session: reason.session, answer: write(connection, reason.session) };
    }
  }
}
