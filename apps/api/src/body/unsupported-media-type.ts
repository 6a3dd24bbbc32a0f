export class UnsupportedMediaType extends Error {
  override readonly name = 'UnsupportedMediaType';
  constructor() {
    super('The body must be application/json; a record to import may be application/yaml.');
  }
}
