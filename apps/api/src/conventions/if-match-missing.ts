export class IfMatchMissing extends Error {
  override readonly name = 'IfMatchMissing';
  constructor() {
    super('This changes what somebody else may just have changed, so it has to say which revision it was decided on.');
  }
}
