import { Module, type DynamicModule } from '@nestjs/common';
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
import { OPERATORS } from './operator.guard';
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
          provide: OPERATORS,
          useFactory: (directory: TenantDirectory) => new OperatorRepository(directory, scopes),
          inject: [TenantDirectory],
        },
        {
          provide: RateLimits,
          useFactory: (clock: Clock) => new RateLimits({ any: config.HUB_RATE_LIMIT, complete: 0 }, clock),
          inject: [CLOCK],
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
