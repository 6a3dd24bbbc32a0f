import type { LoggerService } from '@nestjs/common';
import { errorNames } from './error-names.js';

/** Logs a warning of the process: its name, and what it is about. Node prints its sentence to stderr. */
export const logWarning = (log: LoggerService, warning: Error): void => {
  const { stream, setting } = warning as { stream?: unknown; setting?: unknown };
  const names = errorNames(warning);
  log.warn(`Warning: ${names}`, { warning: names, stream, setting }, 'Process');
};
