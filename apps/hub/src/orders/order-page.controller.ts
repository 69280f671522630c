import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PAGE_HEADERS } from '../pages/page';
import { GetOrderPage } from './get-order-page';
import { orderPageHtml, orderPageMissingHtml } from './order-page-html';

/** `GET /o/{token}`: the order as its buyer sees it. */
@ApiExcludeController()
@Controller('o')
export class OrderPageController {
  constructor(private readonly getOrderPage: GetOrderPage) {}

  @Get(':token')
  async show(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const page = await this.getOrderPage.execute(token);
    await reply
      .status(page === undefined ? 404 : 200)
      .headers(PAGE_HEADERS)
      .send(page === undefined ? orderPageMissingHtml() : orderPageHtml(page));
  }
}
