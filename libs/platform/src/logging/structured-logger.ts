import { ConsoleLogger, type ConsoleLoggerOptions, type LogLevel } from '@nestjs/common';
import { errorNames, framesOf } from './error-names.js';
import { handled } from './handling.js';

type Fields = Record<string, unknown>;

/**
 * A line names the request that it belongs to. Of an error it shows the kind and the place, never the message,
 * whichever code logged it.
 */
export class StructuredLogger extends ConsoleLogger {
  constructor(options: ConsoleLoggerOptions) {
    super({ ...options, flattenParams: true });
  }

  protected override printMessages(
    messages: unknown[],
    context?: string,
    level?: LogLevel,
    stream?: 'stdout' | 'stderr',
    stack?: unknown,
    fields?: Fields,
  ): void {
    const error = messages.find((it) => it instanceof Error);
    const named = messages.map((it) => (it instanceof Error ? errorNames(it) : it));
    const frames = (stack ?? error?.stack) && framesOf(stack ?? error?.stack);
    const request = handled();
    super.printMessages(named, context, level, stream, frames, request ? { ...fields, ...request } : fields);
  }

  protected override printStackTrace(stack: string): void {
    super.printStackTrace(stack && framesOf(stack));
  }
}
