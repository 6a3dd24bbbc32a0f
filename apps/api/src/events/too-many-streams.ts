export class TooManyStreams extends Error {
  override readonly name = 'TooManyStreams';
  constructor(most: number) {
    super(`${most} readers follow the events here already; come back later, or read them page by page.`);
  }
}
