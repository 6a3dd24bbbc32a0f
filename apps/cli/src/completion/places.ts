import type { Argument, Command, Option } from 'commander';
import { offersOf } from '../choices.js';

/** A place in a call where something is completed: the program itself, or one of its commands (`relay status`). */
export interface Place {
  readonly path: string;
  readonly commands: readonly Named[];
  readonly options: readonly Taking[];
  /** What its arguments can be, as far as that is known. */
  readonly offers: readonly string[];
}

interface Named {
  readonly name: string;
  readonly description: string;
}

interface Taking extends Named {
  readonly takesValue: boolean;
  readonly offers: readonly string[];
}

/** Every place of the program, from the tree of commands that also parses calls and prints the help. */
export const placesOf = (command: Command, path = ''): Place[] => {
  const subcommands = command.commands.map((it) => ({ name: it.name(), description: it.description() }));
  const place: Place = {
    path,
    commands: subcommands,
    options: [
      ...command.options.flatMap(optionsOf),
      { ...named('--help', 'print help'), takesValue: false, offers: [] },
    ],
    offers: command.registeredArguments.flatMap((it: Argument) => offersOf(it)),
  };
  return [place, ...command.commands.flatMap((it) => placesOf(it, `${path} ${it.name()}`.trim()))];
};

const named = (name: string, description: string): Named => ({ name, description });

const optionsOf = (option: Option): Taking[] =>
  option.long == null
    ? []
    : [
        {
          ...named(option.long, option.description),
          takesValue: option.required || option.optional,
          offers: offersOf(option),
        },
      ];
