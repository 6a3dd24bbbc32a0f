import type { LoggerService } from '@nestjs/common';
import { errorKind } from './error-kind.js';

/** A warning of the process as a line of the log: its kind, and what it is about; Node prints its sentence to stderr. */
export const logWarning = (log: LoggerService, warning: Error): void => {
  const { stream, setting } = warning as { stream?: unknown; setting?: unknown };
  const kind = errorKind(warning);
  log.warn(`Warning: ${kind}`, { warning: kind, stream, setting }, 'Process');
};
