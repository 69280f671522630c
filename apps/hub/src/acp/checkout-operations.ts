import type { AcpCodec } from '@acp-hub/acp';
import type {
  CancelCheckout as CancelCommand,
  CreateCheckout as CreateCommand,
  UpdateCheckout as UpdateCommand,
} from '@acp-hub/commerce';
import type { CancelCheckout } from '../checkout/cancel-checkout';
import type { CreateCheckout } from '../checkout/create-checkout';
import type { CheckoutOutcome } from '../checkout/outcome';
import type { StoredSession } from '../checkout/ports';
import type { UpdateCheckout } from '../checkout/update-checkout';
import type { Connection, Connections } from '../connectors/connection';
import type { Call } from './call';
import { unavailable, unknownSession } from './fault';
import { errorAnswer, type Decision } from './keyed-operation';
import { refusalError, rejectionError } from './rejections';
import type { SessionAnswers } from './session-answer';

/** Use case → decision, for the operations that move no money. */
export class CheckoutOperations {
  constructor(
    private readonly connections: Connections,
    private readonly useCases: {
      readonly create: CreateCheckout;
      readonly update: UpdateCheckout;
      readonly cancel: CancelCheckout;
    },
    private readonly answers: SessionAnswers,
  ) {}

  async create({ agent, codec }: Call, command: CreateCommand): Promise<Decision> {
    const connection = await this.connections.open(agent.tenantId, agent.connectionId);
    const outcome = await this.useCases.create.execute(connection, command);
    if (outcome.kind !== 'ok') return this.#notDone(codec, connection, outcome, undefined);
    return {
      kind: 'insert',
      session: outcome.session,
      answer: this.answers.write(codec, connection, outcome.session, 201),
    };
  }

  update(call: Call, stored: StoredSession | undefined, command: UpdateCommand): Promise<Decision> {
    return this.#change(call, stored, (connection, { session }) =>
      this.useCases.update.execute(connection, session, command),
    );
  }

  cancel(call: Call, stored: StoredSession | undefined, command: CancelCommand): Promise<Decision> {
    return this.#change(call, stored, (_, { session }) => this.useCases.cancel.execute(session, command));
  }

  async #change(
    { codec }: Call,
    stored: StoredSession | undefined,
    change: (connection: Connection, stored: StoredSession) => CheckoutOutcome | Promise<CheckoutOutcome>,
  ): Promise<Decision> {
    if (stored === undefined) return { kind: 'answer', answer: errorAnswer(unknownSession()) };
    const connection = await this.connections.open(stored.tenantId, stored.connectionId);
    const outcome = await change(connection, stored);
    if (outcome.kind !== 'ok') return this.#notDone(codec, connection, outcome, stored);
    return {
      kind: 'update',
      stored,
      session: outcome.session,
      answer: this.answers.write(codec, connection, outcome.session, 200),
    };
  }

  #notDone(
    codec: AcpCodec,
    connection: Connection,
    outcome: Exclude<CheckoutOutcome, { kind: 'ok' }>,
    stored: StoredSession | undefined,
  ): Decision {
    if (outcome.kind === 'store_unavailable') throw unavailable(outcome.retryAfterSeconds);
    const notedFor = stored === undefined ? {} : { stored };
    if (outcome.kind === 'store_refuses') {
      return {
        kind: 'answer',
        answer: errorAnswer(refusalError(outcome.reason, codec.version)),
        ...notedFor,
      };
    }
    const { rejection } = outcome;
    if (rejection.reason === 'not_ready') {
      if (stored === undefined || outcome.session === undefined)
        throw new Error('Only a stored session can be not ready.');
      const answer = this.answers.write(codec, connection, outcome.session, 200);
      return { kind: 'update', stored, session: outcome.session, answer };
    }
    return { kind: 'answer', answer: errorAnswer(rejectionError(rejection, codec.version)), ...notedFor };
  }
}
