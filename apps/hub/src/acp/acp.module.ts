import { Module, type DynamicModule } from '@nestjs/common';
import { Authenticate } from '../agents/authenticate';
import { RateLimits } from '../agents/rate-limits';
import { CancelCheckout } from '../checkout/cancel-checkout';
import { ContinueLinks } from '../checkout/continue-links';
import { CreateCheckout } from '../checkout/create-checkout';
import { UpdateCheckout } from '../checkout/update-checkout';
import type { Clock } from '../clock';
import type { Connections } from '../connectors/connection';
import type { HubParts } from '../hub-parts';
import { CompleteCheckout } from '../payments/complete-checkout';
import { AgentRepository } from '../persistence/agents/agent-repository';
import { SessionRepository } from '../persistence/checkout/session-repository';
import { TenantDirectory } from '../persistence/tenant-directory';
import { CLOCK, CONNECTIONS } from '../tokens';
import { CheckoutController } from './checkout.controller';
import { CheckoutOperations } from './checkout-operations';
import { CompleteOperation } from './complete-operation';
import { ContinueController } from './continue.controller';
import { BASE_URL, DiscoveryController } from './discovery.controller';
import { KeyedOperations } from './keyed-operation';
import { OrdersController } from './orders.controller';
import { ReadSession } from './read-session';
import { SessionAnswers } from './session-answer';

/** The face that agents see. */
@Module({})
export class AcpModule {
  static register({ config }: HubParts, imports: DynamicModule['imports'] = []): DynamicModule {
    const limits = { any: config.HUB_RATE_LIMIT, complete: config.HUB_COMPLETE_RATE_LIMIT };
    return {
      module: AcpModule,
      imports,
      controllers: [CheckoutController, OrdersController, DiscoveryController, ContinueController],
      providers: [
        { provide: BASE_URL, useValue: config.HUB_BASE_URL },
        {
          provide: Authenticate,
          useFactory: (directory: TenantDirectory, clock: Clock) =>
            new Authenticate(new AgentRepository(directory), clock),
          inject: [TenantDirectory, CLOCK],
        },
        { provide: RateLimits, useFactory: (clock: Clock) => new RateLimits(limits, clock), inject: [CLOCK] },
        {
          provide: SessionAnswers,
          useFactory: (links: ContinueLinks, clock: Clock) => new SessionAnswers(links, clock),
          inject: [ContinueLinks, CLOCK],
        },
        {
          provide: KeyedOperations,
          useFactory: (sessions: SessionRepository) => new KeyedOperations(sessions),
          inject: [SessionRepository],
        },
        {
          provide: CheckoutOperations,
          useFactory: (
            connections: Connections,
            answers: SessionAnswers,
            create: CreateCheckout,
            update: UpdateCheckout,
            cancel: CancelCheckout,
          ) => new CheckoutOperations(connections, { create, update, cancel }, answers),
          inject: [CONNECTIONS, SessionAnswers, CreateCheckout, UpdateCheckout, CancelCheckout],
        },
        {
          provide: CompleteOperation,
          useFactory: (connections: Connections, complete: CompleteCheckout, answers: SessionAnswers) =>
            new CompleteOperation(connections, complete, answers),
          inject: [CONNECTIONS, CompleteCheckout, SessionAnswers],
        },
        {
          provide: ReadSession,
          useFactory: (sessions: SessionRepository, connections: Connections, answers: SessionAnswers) =>
            new ReadSession(sessions, connections, answers),
          inject: [SessionRepository, CONNECTIONS, SessionAnswers],
        },
      ],
    };
  }
}
