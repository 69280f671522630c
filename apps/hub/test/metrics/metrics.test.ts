import { Controller, Get, HttpException, Param } from '@nestjs/common';
import { Metrics } from '../../src/metrics/metrics';
import { MetricsModule } from '../../src/metrics/metrics.module';
import { listen } from '../support/http-app';

@Controller('things')
class ThingsController {
  @Get(':id')
  get(@Param('id') id: string): string {
    if (id === 'bad') throw new HttpException('no', 422);
    return id;
  }
}

let server: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  server = await listen({ imports: [MetricsModule], controllers: [ThingsController] });
});
afterAll(() => server.app.close());

test('answers are counted by route pattern and status, never by address', async () => {
  await fetch(`${server.baseUrl}/things/cs_secret`);
  await fetch(`${server.baseUrl}/things/cs_other`);
  await fetch(`${server.baseUrl}/things/bad`);
  await fetch(`${server.baseUrl}/nowhere/cs_secret`);
  const response = await fetch(`${server.baseUrl}/metrics`);
  const text = await response.text();
  expect(response.headers.get('content-type')).toContain('text/plain');
  expect(text).toContain('hub_http_request_seconds_count{method="GET",route="/things/:id",status="200"} 2');
  expect(text).toContain('hub_http_request_seconds_count{method="GET",route="/things/:id",status="422"} 1');
  expect(text).toContain('hub_http_request_seconds_count{method="GET",route="none",status="404"} 1');
  expect(text).not.toMatch(/cs_secret|cs_other/);
  expect(text).toContain('process_resident_memory_bytes');
});

test('sagas, deliveries and calls to stores are counted', async () => {
  const metrics = new Metrics({ process: false });
  metrics.saga('succeeded');
  metrics.sagaStep('capture', 'captured');
  metrics.delivered('retry', 0.2);
  metrics.connectorCall('custom', 'quote', 'ok', 0.05);
  const { text } = await metrics.render();
  expect(text).toContain('hub_sagas_total{outcome="succeeded"} 1');
  expect(text).toContain('hub_saga_steps_total{step="capture",result="captured"} 1');
  expect(text).toContain('hub_webhook_delivery_seconds_count{outcome="retry"} 1');
  expect(text).toContain(
    'hub_connector_call_seconds_count{connector="custom",operation="quote",outcome="ok"} 1',
  );
});
