import { nestLogger } from '../../src/logging/nest-logger';

test('what comes with facts is told by its level, and how Nest wires itself up to who debugs', () => {
  const lines: unknown[] = [];
  const at = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, message, ...fields });
  const logger = nestLogger({ debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') });
  logger.log({ feedId: 'fed_1' }, 'A feed was published.', 'FeedsProcessor');
  logger.log('AppModule dependencies initialized', 'InstanceLoader');
  logger.warn({ feedId: 'fed_1' }, 'A feed was kept back.', 'FeedsProcessor');
  expect(lines).toEqual([
    { level: 'info', message: 'A feed was published.', feedId: 'fed_1', context: 'FeedsProcessor' },
    { level: 'debug', message: 'AppModule dependencies initialized', context: 'InstanceLoader' },
    { level: 'warn', message: 'A feed was kept back.', feedId: 'fed_1', context: 'FeedsProcessor' },
  ]);
});
