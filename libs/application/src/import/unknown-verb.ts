import { inWords, type Lexicon } from '@jwg/domain';
import type { Found, Path } from './problem.js';

/** What is said of a verb that nobody knows: the nearest ones, and what each would do. */
export const unknownVerb = (verb: string, lexicon: Lexicon, at: Path): Found => ({
  path: [...at, 'verb'],
  code: 'UNKNOWN_VERB',
  rule: `is no known verb. The nearest are ${lexicon.nearest(verb).map(inWords).join('; ')}.`,
  wayOut: 'Correct it, or add it to the forum (AddVerb, or `verbs` of the forum): like which known verb it is meant.',
});
