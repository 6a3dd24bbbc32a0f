import { LedgerError } from '@jwg/event-sourcing';

/** The address is in use, or this user may not listen there. */
export class CannotListen extends LedgerError {
  override readonly name = 'CannotListen';
  readonly kind = 'cannotOpen';
  override readonly wayOut = 'Stop the process that listens there, or set another PORT or HOST.';
  constructor({ message }: Error) {
    super(`${message}. Stop the process that listens there, or set another PORT or HOST.`);
  }
}

/** @throws CannotListen */
export const listening = <T>(address: Promise<T>): Promise<T> =>
  address.catch((error: Error) => {
    throw new CannotListen(error);
  });
