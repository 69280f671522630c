import { Controller, Get, Headers, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ConnectorError } from '@acp-hub/connector';
import type { FastifyReply } from 'fastify';
import { HandOff } from '../checkout/hand-off';
import { PAGE_HEADERS } from '../pages/page';
import { nothingToContinueHtml, shopAwayHtml } from './continue-page-html';
import { fault, unavailable, type AcpFault } from './fault';

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
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const url = await this.handOff.execute(tenant, session, signature).catch((error: unknown) => {
      if (error instanceof ConnectorError) return SHOP_AWAY;
      throw error;
    });
    if (url === SHOP_AWAY) return refuse(reply, accept, unavailable(5), shopAwayHtml);
    if (url === undefined) {
      const nothing = fault('not_found', 'This link does not lead to an open checkout.');
      return refuse(reply, accept, nothing, nothingToContinueHtml);
    }
    await reply
      .status(302)
      .header('location', url)
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-store')
      .send();
  }
}

const SHOP_AWAY = Symbol('SHOP_AWAY');

/** People get a page, and whoever does not ask for one the protocol's error. @throws AcpFault for the latter. */
async function refuse(
  reply: FastifyReply,
  accept: string | undefined,
  fault: AcpFault,
  html: () => string,
): Promise<void> {
  if (accept?.includes('text/html') !== true) throw fault;
  await reply
    .status(fault.status)
    .headers({ ...fault.headers, ...PAGE_HEADERS })
    .send(html());
}
