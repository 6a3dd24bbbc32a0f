import { describe, expect, it } from '@jest/globals';
import { withoutSecrets } from '../tools/without-secrets.ts';

describe('An address to be printed', () => {
  it.each([
    ['kurrentdb://admin:changeit@a:2113,b:2113?tls=true&userKeyFile=/k', 'kurrentdb://a:2113,b:2113'],
    ['kurrentdb://admin:p@ss/word@a:2113/path', 'kurrentdb://a:2113/path'],
    ['kurrentdb://127.0.0.1:2113?tls=false', 'kurrentdb://127.0.0.1:2113'],
  ])('keeps the secrets of %s', (address, printed) => {
    expect(withoutSecrets(address)).toBe(printed);
  });
});
