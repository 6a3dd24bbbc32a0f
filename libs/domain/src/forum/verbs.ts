import { allow, type Context } from '../context.js';
import { inWords, lexiconOf, sameWord } from '../session/lexicon.js';
import type { ForumEvent } from './events.js';
import { refuse, type DataOf } from './rules.js';
import type { Forum } from './state.js';

/** What a verb means binds both sides, so the recorder adds it. A forum adds words, and changes none that ship. */
export const addVerb = (data: DataOf<'VerbAdded'>, state: Forum, context: Context): ForumEvent[] => {
  allow(context, 'recorder');
  const { word, language, like } = data;
  const shipped = lexiconOf();
  const meant = shipped.find(like);
  if (!meant) {
    const three = shipped.nearest(like).map(inWords).join('; ');
    return refuse('UNKNOWN_VERB', `${like} is no verb of the lexicon. The nearest are ${three}.`);
  }
  const known = shipped.meanings.find((it) => it.language === language && sameWord(it.word, word));
  if (known && known.sense !== meant.sense)
    refuse('VERB_EXISTS', `${word} is in the lexicon already: ${inWords(known)}.`);
  const now = state.verbs.findLast((it) => it.language === language && sameWord(it.word, word));
  return known || (now && sameWord(now.like, like)) ? [] : [{ type: 'VerbAdded', data }];
};
