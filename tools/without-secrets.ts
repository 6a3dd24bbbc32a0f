/** A URL that may be printed: without credentials and without the query string. */
export const withoutSecrets = (address: string): string => address.replace(/\/\/.*@/, '//').replace(/\?.*/, '');
