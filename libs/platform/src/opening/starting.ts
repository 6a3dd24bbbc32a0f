import type { LoggerService, LogLevel } from '@nestjs/common';
import { logWarning } from '../logging/log-warning.js';
import { StructuredLogger } from '../logging/structured-logger.js';
import type { ServerSettings } from '../settings/settings.js';

const levels: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

/**
 * A program's log on standard output: text at a terminal, otherwise one JSON object per line. It includes the warnings
 * of the process.
 */
export const logOf = ({ logLevel }: Pick<ServerSettings, 'logLevel'>): LoggerService => {
  const logLevels = levels.slice(0, levels.indexOf(logLevel) + 1);
  const log = new StructuredLogger({ json: !process.stdout.isTTY, logLevels });
  process.on('warning', (warning) => logWarning(log, warning));
  return log;
};

/**
 * What failed and, unless the message says it already, its cause: a server's own words name the way out, such as a
 * database that does not exist.
 */
export const reasonOf = (error: unknown): string => {
  const { message, cause } = error as Error;
  return cause instanceof Error && !message.includes(cause.message) ? `${message}: ${cause.message}` : message;
};
