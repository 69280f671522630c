import type { AcpCodec, AcpError } from '@acp-hub/acp';
import { sessionId as toSessionId } from '@acp-hub/commerce';
import { Controller, Get, Inject, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AgentGuard } from './agent.guard';
import { callOf, type AcpRequest, type Call } from './call';
import { CheckoutOperations } from './checkout-operations';
import { CompleteOperation } from './complete-operation';
import { AcpFault, unknownSession } from './fault';
import { singleHeader } from './headers';
import { keyedRequest } from './idempotency';
import { KeyedOperations, type Operation } from './keyed-operation';
import { ReadSession } from './read-session';
import { sendAnswer } from './send-answer';

type Decode<Command> = (
  codec: AcpCodec,
  body: unknown,
) => { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly error: AcpError };

/** The five checkout operations of the protocol, in every version. */
@Controller('checkout_sessions')
@UseGuards(AgentGuard)
export class CheckoutController {
  constructor(
    @Inject(KeyedOperations) private readonly keyed: KeyedOperations,
    @Inject(CheckoutOperations) private readonly operations: CheckoutOperations,
    @Inject(CompleteOperation) private readonly completing: CompleteOperation,
    @Inject(ReadSession) private readonly reading: ReadSession,
  ) {}

  @Post()
  create(@Req() request: AcpRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#serve(
      request,
      reply,
      undefined,
      (codec, body) => codec.decodeCreate(body),
      (call, command) => () => this.operations.create(call, command),
    );
  }

  @Get(':id')
  async get(@Req() request: AcpRequest, @Res() reply: FastifyReply, @Param('id') id: string): Promise<void> {
    const answer = await this.reading.execute(callOf(request), toSessionId(id));
    if (answer === undefined) throw new AcpFault(unknownSession());
    sendAnswer(request, reply, answer);
  }

  @Post(':id')
  update(@Req() request: AcpRequest, @Res() reply: FastifyReply, @Param('id') id: string): Promise<void> {
    return this.#serve(
      request,
      reply,
      id,
      (codec, body) => codec.decodeUpdate(body),
      (call, command) => (stored) => this.operations.update(call, stored, command),
    );
  }

  @Post(':id/complete')
  complete(@Req() request: AcpRequest, @Res() reply: FastifyReply, @Param('id') id: string): Promise<void> {
    return this.#serve(
      request,
      reply,
      id,
      (codec, body) => codec.decodeComplete(body),
      (call, command) => (stored, claim) => this.completing.execute(call, stored, claim, command),
    );
  }

  @Post(':id/cancel')
  cancel(@Req() request: AcpRequest, @Res() reply: FastifyReply, @Param('id') id: string): Promise<void> {
    return this.#serve(
      request,
      reply,
      id,
      (codec, body) => codec.decodeCancel(body),
      (call, command) => (stored) => this.operations.cancel(call, stored, command),
    );
  }

  async #serve<Command>(
    request: AcpRequest,
    reply: FastifyReply,
    id: string | undefined,
    decode: Decode<Command>,
    operate: (call: Call, command: Command) => Operation,
  ): Promise<void> {
    const call = callOf(request);
    const key = singleHeader(request, 'idempotency-key');
    // The route, as one path may be spelled in many ways.
    const route = request.routeOptions.url ?? request.url;
    const path = route.replace(':id', () => id ?? '');
    const isComplete = route.endsWith('/complete');
    const keyed = keyedRequest(
      call.agent,
      call.codec.version,
      path,
      key,
      request.body,
      isComplete ? id : undefined,
    );
    const sessionId = id === undefined ? undefined : toSessionId(id);
    const served = await this.keyed.serve(call, keyed, sessionId, () => {
      const decoded = decode(call.codec, request.body);
      if (!decoded.ok) throw new AcpFault(decoded.error);
      return operate(call, decoded.command);
    });
    sendAnswer(request, reply, served, served.replayed);
  }
}
