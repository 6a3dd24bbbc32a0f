import { Argument, type Command } from 'commander';
import { fieldsOf, Invalid, schemaOf, parseInput } from '@jwg/application';
import { offering } from '../choices.js';
import { Failure } from '../failures.js';
import { tabular, type Table } from '../options.js';
import { print, type Views } from '../output.js';
import { describe } from '../render/schema.js';
import { table } from '../render/table.js';
import { sendable, sendableNamed } from '../sendable.js';

interface Field {
  readonly field: string;
  readonly required: boolean;
  readonly what: string;
}

export const fields = (program: Command): Command =>
  tabular(program.command('fields'))
    .addArgument(
      offering(
        new Argument('[command]'),
        sendable.map((it) => it.name),
      ),
    )
    .description('what a command of `send` takes, field by field; without one, the names of all commands')
    .option('--json', 'print JSON instead of a table')
    .action((name: string | undefined, options: Omit<Table, 'data'>) => {
      if (name === undefined)
        return print(
          options,
          sendable.map((it) => it.name),
          namesViews,
        );
      const kind = sendableNamed(name);
      if (!kind) throw new Failure('invalid', `There is no command ${name}; jwg fields lists them.`);
      print(options, fieldsIn(kind), fieldsViews);
    });

const fieldsIn = (kind: new () => object): Field[] => {
  const required = requiredOf(kind);
  return [...fieldsOf(kind)]
    .map((field) => ({
      field,
      required: required.has(field),
      what: describe(schemaOf(kind.prototype as object, field)!),
    }))
    .sort((a, b) => Number(b.required) - Number(a.required) || (a.field < b.field ? -1 : 1));
};

/** The fields that a class requires: those it misses when it is given nothing. */
const requiredOf = (kind: new () => object): ReadonlySet<string> => {
  try {
    parseInput(kind, {});
    return new Set();
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return new Set(error.problems.map(({ field }) => field.slice(1)));
  }
};

const namesViews: Views<readonly string[]> = {
  text: (names) => names.join('\n'),
  csv: (names) => [['command'], ...names.map((it) => [it])],
};

const fieldsViews: Views<readonly Field[]> = {
  text: (all, { width }) =>
    table(
      [{ title: 'Field', width: 16 }, { title: 'Required', width: 8 }, { title: 'What it has to be' }],
      all.map(({ field, required, what }) => [field, required ? 'yes' : '', what]),
      width,
    ),
  csv: (all) => [
    ['field', 'required', 'what'],
    ...all.map(({ field, required, what }) => [field, required ? 'yes' : 'no', what]),
  ],
};
