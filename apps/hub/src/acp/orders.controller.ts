import { orderId } from '@acp-hub/commerce';
import { Controller, Get, Inject, Param, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { GetOrder } from '../orders/get-order';
import { AgentGuard } from './agent.guard';
import { callOf, type AcpRequest } from './call';
import { AcpFault, unknownOrder } from './fault';
import { sendAnswer } from './send-answer';

/** `GET /orders/{id}`: an extension of the hub, for the agent that made the order. */
@Controller('orders')
@UseGuards(AgentGuard)
export class OrdersController {
  constructor(@Inject(GetOrder) private readonly getOrder: GetOrder) {}

  @Get(':id')
  async get(@Req() request: AcpRequest, @Res() reply: FastifyReply, @Param('id') id: string): Promise<void> {
    const { agent, codec } = callOf(request);
    const view = await this.getOrder.execute(agent, orderId(id));
    if (view === undefined) throw new AcpFault(unknownOrder());
    sendAnswer(request, reply, { status: 200, body: JSON.stringify(codec.encodeOrder(view)) });
  }
}
