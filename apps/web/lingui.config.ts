/** `npm run web:words` brings the catalogues up to what the page says; a message without translation fails the check. */
export default {
  sourceLocale: 'en',
  locales: ['en', 'zh', 'ur'],
  catalogs: [{ path: '<rootDir>/src/locales/{locale}', include: ['<rootDir>/src'] }],
};
