/** An address as it may be printed: where it is, without who goes there and what is asked of it. */
export const withoutSecrets = (address: string): string => address.replace(/\/\/.*@/, '//').replace(/\?.*/, '');
