import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics';
import { MetricsController } from './metrics.controller';
import { RequestMetrics } from './request-metrics';

/** Global, so that whoever has something to count can inject `Metrics`. */
@Global()
@Module({
  controllers: [MetricsController],
  providers: [{ provide: Metrics, useFactory: () => new Metrics({ process: true }) }, RequestMetrics],
  exports: [Metrics],
})
export class MetricsModule {}
