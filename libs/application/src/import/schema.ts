import { ownFormats } from '@jwg/domain';
import { RecordFile } from './format.js';

/** The format as a JSON Schema, for editors and for other programs (docs/reference/import.schema.json). */
export const importSchema = (): string =>
  `${JSON.stringify(
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $comment: 'Made from libs/application/src/import/format.ts; do not edit.',
      title: 'A record of forums and sessions to be imported',
      ...RecordFile,
    },
    // Other programs would not know a `format` of our own; the pattern beside it says most of it.
    (key, value: unknown) => (key === 'format' && ownFormats.includes(value) ? undefined : value),
    2,
  )}\n`;
