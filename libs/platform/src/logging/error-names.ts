import { LedgerError } from '@jwg/event-sourcing';

/**
 * The names of an error and of its causes, with their codes and with the server that is away:
 * `StoreUnavailable (KurrentDB at db:2113) < Error ECONNREFUSED`. Messages are left out, because libraries put values
 * into them: what people said, or a password.
 */
export const errorNames = (error: unknown): string => {
  const names: string[] = [];
  for (let it = error; it instanceof Error && names.length < MAX_CAUSES; it = it.cause)
    names.push([...[it.name, (it as { code?: unknown }).code].filter(isWord), ...serverOf(it)].join(' ') || 'Error');
  return names.join(' < ') || `A thrown ${typeof error}`;
};

const MAX_CAUSES = 5;
const serverOf = (it: Error): string[] => (it instanceof LedgerError && it.server ? [`(${it.server})`] : []);
const isWord = (it: unknown): boolean =>
  (typeof it === 'string' || typeof it === 'number') && /^[\w.-]{1,60}$/.test(String(it));

/** Where the error was thrown: the lines of a stack that name a place. */
export const framesOf = (stack: unknown): string =>
  String(stack)
    .split('\n')
    .filter((line) => /^ {4}at \S.*(:\d+:\d+\)?|<anonymous>\)?|\(native\))$/.test(line))
    .join('\n');
