import { LedgerError, type ErrorKind } from './ledger-error.js';

/** An error on its way to another thread or process, where its class is lost: plain data that can be cloned. */
export type ErrorData = Readonly<Record<string, unknown>>;

const MAX_CAUSES = 5;

/**
 * An error as data, with its causes. A `LedgerError` keeps all its fields. Any other error keeps only its name, code,
 * message and stack, because its other fields may not be plain data.
 */
export const errorToData = (error: unknown, causes = MAX_CAUSES): ErrorData => {
  const thrown: Error & { code?: unknown } = error instanceof Error ? error : new Error(String(error));
  const { name, message, stack, code, cause } = thrown;
  return {
    ...(thrown instanceof LedgerError ? thrown : isPlain(code) && { code }),
    ...{ name, message, stack },
    ...(cause !== undefined && causes > 0 && { cause: errorToData(cause, causes - 1) }),
  };
};

/** The error again: a `LedgerError` of the same kind and with the same fields, if it was one. */
export const errorFromData = ({ cause, ...fields }: ErrorData): Error =>
  Object.assign(
    fields.kind === undefined ? new Error() : new Arrived(),
    fields,
    cause !== undefined && { cause: errorFromData(cause as ErrorData) },
  );

class Arrived extends LedgerError {
  declare readonly kind: ErrorKind;
}

const isPlain = (code: unknown): boolean => typeof code === 'string' || typeof code === 'number';
