import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ConnectorError } from '@acp-hub/connector';
import type { FastifyReply } from 'fastify';
import { HandOff } from '../checkout/hand-off';
import { fault, unavailable } from './fault';

/** `continue_url`: where a buyer leaves the agent and finishes on the merchant's own site. */
@ApiExcludeController()
@Controller('continue')
export class ContinueController {
  constructor(@Inject(HandOff) private readonly handOff: HandOff) {}

  @Get(':tenant/:session/:signature')
  async go(
    @Param('tenant') tenant: string,
    @Param('session') session: string,
    @Param('signature') signature: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const url = await this.handOff.execute(tenant, session, signature).catch((error: unknown) => {
      throw error instanceof ConnectorError ? unavailable(5) : error;
    });
    if (url === undefined) throw fault('not_found', 'This link does not lead to an open checkout.');
    await reply
      .status(302)
      .header('location', url)
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-store')
      .send();
  }
}
