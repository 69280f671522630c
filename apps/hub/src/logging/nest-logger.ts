import type { Logger } from '@acp-hub/connector';
import type { LoggerService } from '@nestjs/common';

/**
 * Nest's own words and those of its `Logger`, in the hub's log. How Nest wires itself up, in sentences alone, is a matter
 * of debugging; what the hub has to say comes with facts.
 */
export function nestLogger(logger: Logger): LoggerService {
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: unknown, ...rest: unknown[]): void => {
      const context = rest.at(-1);
      const [text, fields] =
        typeof message === 'object' && message !== null ? [rest[0], message] : [message, {}];
      logger[level]({ ...fields, context }, typeof text === 'string' ? text : '');
    };
  return {
    log: (message: unknown, ...rest: unknown[]) =>
      at(typeof message === 'object' && message !== null ? 'info' : 'debug')(message, ...rest),
    debug: at('debug'),
    verbose: at('debug'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('error'),
  };
}
