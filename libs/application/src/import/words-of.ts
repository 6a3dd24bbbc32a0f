import { forum, forumOf, lexiconOf, type Lexicon } from '@jwg/domain';
import type { Ledger } from '@jwg/platform';
import type { RecordFile } from './format.js';
import { each, text } from './step.js';

/** What the kinds of statements of a forum's sessions depend on beside their verbs. */
export interface ForumWords {
  readonly lexicon: Lexicon;
  readonly parent?: string;
}

/** As the ledger has them. */
export const wordsOfForum = async (id: string, ledger: Ledger): Promise<ForumWords> => {
  const { parent, verbs } = await ledger.load(forum, id);
  return { lexicon: lexiconOf(verbs), parent };
};

/** Of the forums whose sessions are in a file: as the ledger has them, or as the file does. */
export const wordsOf = async (file: RecordFile, ledger: Ledger): Promise<(forum: string) => ForumWords> => {
  const inFile = new Map(each(file.forums, 'forums', (entry) => [[text(entry.id), entry] as const]));
  const ids = new Set(each(file.sessions, 'sessions', ({ id }) => [forumOf(text(id))]));
  const known = new Map<string, ForumWords>();
  for (const id of ids) {
    const { parent, verbs } = await ledger.load(forum, id);
    const entry = inFile.get(id);
    const added = each(entry?.verbs, 'verbs', ({ word, language, like }) => [
      { word: text(word), language: text(language), like: text(like) },
    ]);
    known.set(id, { lexicon: lexiconOf([...verbs, ...added]), parent: parent ?? entry?.parent });
  }
  return (id) => known.get(id) ?? { lexicon: lexiconOf() };
};
