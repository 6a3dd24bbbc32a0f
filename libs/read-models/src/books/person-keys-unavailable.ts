import { StoreUnavailable } from '@jwg/event-sourcing';

/**
 * A key could not be read or written, so nothing that it would encipher was; or one could not be destroyed yet. It is
 * asked for where a person is named whom this process does not know.
 */
export class PersonKeysUnavailable extends StoreUnavailable {
  override readonly name = 'PersonKeysUnavailable';
  override readonly detail =
    'The keys of persons cannot be reached or written, and the command names a person whom this server does not know yet. Nothing was recorded; it can be sent again.';
  constructor(why: string, options?: ErrorOptions) {
    super(`The keys of persons cannot be reached or written: ${why}`, options);
  }
}
