import { Module, type DynamicModule } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RateLimits } from '../agents/rate-limits';
import type { Clock } from '../clock';
import { newId } from '../ids';
import type { HubParts } from '../hub-parts';
import { OperatorRepository } from '../persistence/operators/operator-repository';
import { TenantDirectory } from '../persistence/tenant-directory';
import { TenantScopes } from '../persistence/tenant-scope';
import { WebhookDeskRepository } from '../persistence/webhooks/webhook-desk-repository';
import { CLOCK } from '../tokens';
import type { WebhookDesk } from '../webhooks/desk';
import { ReplayDeadLetters } from '../webhooks/replay-dead-letters';
import { OperatorGuard } from './operator.guard';
import { OperatorWebhooksController, WEBHOOK_DESK } from './webhooks.controller';

/** The entrance for operators. Needs `TenantDirectory` and `CLOCK`. */
@Module({})
export class OperatorsModule {
  static register({ config, database, statementCounter }: HubParts): DynamicModule {
    const scopes = new TenantScopes(database.pool, statementCounter);
    return {
      module: OperatorsModule,
      controllers: [OperatorWebhooksController],
      providers: [
        {
          provide: OperatorGuard,
          useFactory: (directory: TenantDirectory, clock: Clock, reflector: Reflector) =>
            new OperatorGuard(
              new OperatorRepository(directory, scopes),
              new RateLimits({ any: config.HUB_RATE_LIMIT, complete: 0 }, clock),
              reflector,
            ),
          inject: [TenantDirectory, CLOCK, Reflector],
        },
        {
          provide: WEBHOOK_DESK,
          useFactory: (clock: Clock) => new WebhookDeskRepository(scopes, clock),
          inject: [CLOCK],
        },
        {
          provide: ReplayDeadLetters,
          useFactory: (desk: WebhookDesk) => new ReplayDeadLetters(desk, newId),
          inject: [WEBHOOK_DESK],
        },
      ],
    };
  }
}
