import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { HealthController, READINESS_CHECKS } from './health.controller';
import type { ReadinessCheck } from './readiness';

@Module({})
export class HealthModule {
  /** @param checks how to make the list of what the hub cannot work without. */
  static register(
    checks: Pick<FactoryProvider<readonly ReadinessCheck[]>, 'useFactory' | 'inject'> &
      Pick<DynamicModule, 'imports'>,
  ): DynamicModule {
    const { imports = [], useFactory, inject = [] } = checks;
    return {
      module: HealthModule,
      imports,
      controllers: [HealthController],
      providers: [{ provide: READINESS_CHECKS, useFactory, inject }],
    };
  }
}
