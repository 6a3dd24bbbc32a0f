import { Value } from 'typebox/value';
import { undertakingFields, type Difference, type Undertaking } from './vocabulary.js';

/** The fields of an undertaking that another text gives otherwise. What that text does not name stays as it is. */
export const differencesOf = (said: Partial<Undertaking>, inText: Partial<Undertaking>): Difference[] =>
  (Object.keys(undertakingFields) as (keyof typeof undertakingFields)[]).flatMap((field) => {
    const [from, to] = [said[field], inText[field]];
    return to === undefined || Value.Equal(from, to)
      ? []
      : [{ field, ...(from !== undefined && { from }), to } as Difference];
  });
