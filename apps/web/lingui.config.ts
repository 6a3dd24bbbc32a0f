import { join } from 'node:path';
import { formatter } from '@lingui/format-po';

/** `npm run web:words` brings the catalogues up to what the page says; a message without translation fails the check. */
export default {
  sourceLocale: 'en',
  runtimeConfigModule: { Trans: [join(import.meta.dirname, 'src/words/trans.tsx'), 'Trans'] },
  locales: ['en', 'zh', 'ur'],
  catalogs: [{ path: '<rootDir>/src/locales/{locale}', include: ['<rootDir>/src'] }],
  // Numbers of lines would change with every edit, and nobody translates them.
  format: formatter({ lineNumbers: false }),
};
