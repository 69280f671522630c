import type { Logger } from '@acp-hub/connector';
import type { LoggerService } from '@nestjs/common';

/** Nest's own words and those of its `Logger`, in the hub's log; how Nest wires itself up is a matter of debugging. */
export function nestLogger(logger: Logger): LoggerService {
  const at =
    (level: 'debug' | 'warn' | 'error') =>
    (message: unknown, ...rest: unknown[]): void => {
      const context = rest.at(-1);
      const [text, fields] =
        typeof message === 'object' && message !== null ? [rest[0], message] : [message, {}];
      logger[level]({ ...fields, context }, typeof text === 'string' ? text : '');
    };
  return {
    log: at('debug'),
    debug: at('debug'),
    verbose: at('debug'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('error'),
  };
}
