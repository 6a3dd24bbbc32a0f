import type { LoggerService, LogLevel } from '@nestjs/common';
import { kindOf } from '@jwg/event-sourcing';
import { logWarning } from '../logging/log-warning.js';
import { StructuredLogger } from '../logging/structured-logger.js';
import type { ServerSettings } from '../settings/settings.js';

const levels: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

/** A program's log on standard output: for people at a terminal, a JSON object a line elsewhere. Warnings of the process go into it. */
export const logOf = ({ logLevel }: Pick<ServerSettings, 'logLevel'>): LoggerService => {
  const logLevels = levels.slice(0, levels.indexOf(logLevel) + 1);
  const log = new StructuredLogger({ json: !process.stdout.isTTY, logLevels });
  process.on('warning', (warning) => logWarning(log, warning));
  return log;
};

/** Why it could not start, as its exit code. Settings that are wrong: 2; another reason: 5. As the command line has them. */
export const exitCodeOf = (error: unknown): number => (kindOf(error) === 'misconfigured' ? 2 : 5);

/** Why it could not start, for whoever started it: what failed, and what lies behind it. */
export const reasonOf = (error: unknown): string => {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
};
