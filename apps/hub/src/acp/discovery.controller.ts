import { discountExtension, discoveryDocument, type DiscoveryDocument } from '@acp-hub/acp';
import { Controller, Get, Header, Inject } from '@nestjs/common';

export const BASE_URL = Symbol('BASE_URL');

/** What this server speaks; public, and nothing about any merchant in it. */
@Controller()
export class DiscoveryController {
  constructor(@Inject(BASE_URL) private readonly baseUrl: string) {}

  @Get('.well-known/acp.json')
  @Header('cache-control', 'public, max-age=3600')
  get(): DiscoveryDocument {
    return discoveryDocument({
      apiBaseUrl: this.baseUrl,
      documentationUrl: `${this.baseUrl}/docs`,
      services: ['checkout', 'orders'],
      extensions: [discountExtension],
      interventions: ['3ds'],
    });
  }
}
