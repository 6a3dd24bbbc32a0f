import { Option, type Argument } from 'commander';
import { schemaOf } from '@jwg/application';
import { Failure } from './failures.js';
import { inWords, nameOf } from './words.js';

interface Schema {
  readonly enum?: readonly string[];
  readonly items?: Schema;
}

/** The names that a field of a query accepts, by its schema. */
export const namesIn = (kind: new () => object, field: string): readonly string[] => {
  const schema: Schema | undefined = schemaOf(kind.prototype as object, field);
  return schema?.enum ?? schema?.items?.enum ?? [];
};

/** An option that takes one of these names, or the word that is shown for it. Completions offer them. */
export const choice = (flags: string, names: readonly string[], description = ''): Option => {
  const list = names.map(inWords).join(', ');
  const option = new Option(flags, description ? `${description}: ${list}` : list);
  return offering(option, names).argParser((word: string) => nameIn(option, word, names));
};

/** An option that takes several of these, with commas between. */
export const choices = (flags: string, names: readonly string[], description: string): Option => {
  const option = new Option(flags, description);
  return offering(option, names).argParser((words: string) =>
    words.split(',').map((word) => nameIn(option, word.trim(), names)),
  );
};

const nameIn = (option: Option, word: string, names: readonly string[]): string => {
  const name = nameOf(word, names);
  if (name === undefined)
    throw new Failure('invalid', `${option.long} takes one of ${names.map(inWords).join(', ')}, not ${word}.`);
  return name;
};

const offered = new WeakMap<Option | Argument, readonly string[]>();

/** Lets shells complete these names for the option or argument. */
export const offering = <T extends Option | Argument>(it: T, names: readonly string[]): T => {
  offered.set(it, names);
  return it;
};

/** What a shell can complete for this option or argument. */
export const offersOf = (it: Option | Argument): readonly string[] => offered.get(it) ?? [];
