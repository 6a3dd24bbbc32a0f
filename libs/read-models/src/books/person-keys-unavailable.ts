import { StoreUnavailable } from '@jwg/event-sourcing';

/** A key could not be written, so nothing that it would encipher was; or one could not be destroyed yet. */
export class PersonKeysUnavailable extends StoreUnavailable {
  override readonly name = 'PersonKeysUnavailable';
  override readonly detail =
    'The keys of persons cannot be written. The command was not recorded; it can be sent again once the disk has room.';
  constructor(why: string, options?: ErrorOptions) {
    super(`The keys of persons cannot be written: ${why}`, options);
  }
}
