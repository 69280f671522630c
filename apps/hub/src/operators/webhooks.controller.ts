import { acpError } from '@acp-hub/acp';
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { AcpFault, fault } from '../acp/fault';
import { sendAnswer } from '../acp/send-answer';
import { deadLetterJson, deliveryJson, replayJson } from '../webhooks/desk-json';
import type { WebhookDesk } from '../webhooks/desk';
import { ReplayDeadLetters } from '../webhooks/replay-dead-letters';
import { id, replayBody } from './replay-body';
import { NeedsScope, OperatorGuard, operatorOf, type OperatorRequest } from './operator.guard';

export const WEBHOOK_DESK = Symbol('webhook desk');

const page = { limit: z.coerce.number().int().min(1).max(1_000).default(100), agent_id: id.optional() };
const deadQuery = z.object({ ...page, after: id.optional() });
const logQuery = z.object({ ...page, before: id.optional(), order_id: id.optional() });

/** Dead letters, the delivery log and endpoints of one merchant, for its operators. */
@Controller('operator')
@UseGuards(OperatorGuard)
export class OperatorWebhooksController {
  constructor(
    @Inject(WEBHOOK_DESK) private readonly desk: WebhookDesk,
    @Inject(ReplayDeadLetters) private readonly replayDeadLetters: ReplayDeadLetters,
  ) {}

  @Get('dead-letters')
  @NeedsScope('webhooks:read')
  async deadLetters(
    @Req() request: OperatorRequest,
    @Res() reply: FastifyReply,
    @Query() query: unknown,
  ): Promise<void> {
    const { limit: most, agent_id: agentId, after } = read(deadQuery, query);
    const found = await this.desk.deadLetters(operatorOf(request).tenantId, {
      most,
      ...(agentId === undefined ? {} : { agentId }),
      ...(after === undefined ? {} : { after }),
    });
    answer(request, reply, 200, { dead_letters: found.map(deadLetterJson) });
  }

  @Post('dead-letters/replay')
  @NeedsScope('webhooks:write')
  async replay(
    @Req() request: OperatorRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const wanted = read(replayBody, body);
    const { tenantId } = operatorOf(request);
    const outcome =
      'ids' in wanted
        ? await this.replayDeadLetters.ids(tenantId, wanted.ids)
        : await this.replayDeadLetters.all(tenantId, wanted.agent_id);
    switch (outcome.kind) {
      case 'replayed':
        return answer(request, reply, 202, { replayed: outcome.replays.map(replayJson) });
      case 'unknown':
        throw fault(
          'not_found',
          `These are no dead letters: ${outcome.ids.join(', ')}; nothing was replayed.`,
        );
      case 'endpoint_disabled':
        throw fault(
          'endpoint_disabled',
          `The endpoint of ${outcome.agentIds.join(', ')} answered 410; enable it first, nothing was replayed.`,
        );
    }
  }

  @Get('webhook-deliveries')
  @NeedsScope('webhooks:read')
  async log(
    @Req() request: OperatorRequest,
    @Res() reply: FastifyReply,
    @Query() query: unknown,
  ): Promise<void> {
    const { limit: most, agent_id: agentId, order_id: orderId, before } = read(logQuery, query);
    const found = await this.desk.log(operatorOf(request).tenantId, {
      most,
      ...(agentId === undefined ? {} : { agentId }),
      ...(orderId === undefined ? {} : { orderId }),
      ...(before === undefined ? {} : { before }),
    });
    answer(request, reply, 200, { deliveries: found.map(deliveryJson) });
  }

  @Post('agents/:id/webhook/enable')
  @NeedsScope('webhooks:write')
  async enable(
    @Req() request: OperatorRequest,
    @Res() reply: FastifyReply,
    @Param('id') agentId: string,
  ): Promise<void> {
    if ((await this.desk.enable(operatorOf(request).tenantId, agentId)) === 'unknown') {
      throw fault('not_found', 'There is no agent with this id and a webhook endpoint.');
    }
    answer(request, reply, 200, { agent_id: agentId, webhook_disabled: false });
  }
}

const answer = (request: OperatorRequest, reply: FastifyReply, status: number, body: object): void =>
  sendAnswer(request, reply, { status, body: JSON.stringify(body) });

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const param = ['$', ...(issue?.path.map(String) ?? [])].join('.');
  throw new AcpFault(acpError('invalid', `${issue?.message ?? 'The request cannot be read'}.`, { param }));
}
