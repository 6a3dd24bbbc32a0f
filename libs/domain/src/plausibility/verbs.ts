import type { Forum } from '../forum/state.js';
import type { StatementEvent } from '../session/events.js';
import { inWords, lexiconOf } from '../session/lexicon.js';
import { kindOf } from '../session/senses.js';
import { doubt, type Doubt } from './doubt.js';

/** The kind of a statement follows from its verb. Whoever gives both may have taken the wrong one. */
export const aboutVerb = ({ type, data }: StatementEvent, { verbs, parent }: Forum): Doubt[] => {
  if (data.verb === undefined) return [];
  const { word, language } = data.verb;
  const lexicon = lexiconOf(verbs);
  const meaning = lexicon.find(word, [language]);
  if (!meaning) {
    const three = lexicon.nearest(word).map(inWords).join('; ');
    return [doubt('UNLISTED_VERB', '/verb/word', `is ${word}, which is no known verb; the nearest are ${three}`)];
  }
  const kind = kindOf(meaning.sense, { fields: data, parent });
  return kind.type === type
    ? []
    : [doubt('VERB_OF_ANOTHER_KIND', '/verb/word', `is ${word}, which makes a ${kind.type} and not a ${type}`)];
};
