import { LedgerError } from '@jwg/platform';

export class UnsupportedMediaType extends LedgerError {
  override readonly name = 'UnsupportedMediaType';
  readonly kind = 'invalid';
  override readonly type = 'unsupported-media-type';
  constructor() {
    super('The body must be application/json; a record to import may be application/yaml.');
  }
}
