import { i18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** What the API has where it cannot or must not name somebody. */
const unnamed = { '[forgotten]': msg`[forgotten]`, '[key missing]': msg`[key missing]` };

/** An answer's JSON with these words in the language of the page. */
export const inWords = (json: string): string =>
  Object.entries(unnamed).reduce((text, [mark, words]) => text.replaceAll(mark, i18n._(words)), json);
