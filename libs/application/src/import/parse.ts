import { Composer, Lexer, Parser, type Document, type ParsedNode, type YAMLError } from 'yaml';
import { convert, type Values } from './convert.js';
import { MAX_PROBLEMS } from './problem.js';
import { Unreadable, type Finding } from './unreadable.js';

/** Deeper than any record needs, and shallow enough that no recursive function can run out of stack. */
export const MAX_NESTING = 50;

/** Several times as many tokens as 5 MiB of minutes have; a file of dashes and brackets alone would need a gigabyte. */
export const MAX_PARTS = 4_000_000;

/**
 * Parses YAML 1.2 or JSON into plain values: dates stay strings, keys are strings, and nothing is executed, merged or
 * invented.
 *
 * @throws Unreadable  with every problem of the text
 */
export const parse = (text: string, mostParts = MAX_PARTS): Values => {
  refuseControlCharacters(text);
  const documents = compose(text, mostParts);
  const findings = documents.flatMap(({ errors, warnings }) => [...errors, ...warnings].map(findingOf));
  const [document, second] = documents;
  if (second)
    findings.push({
      offset: second.range?.[0] ?? 0,
      rule: 'The file holds more than one document.',
      wayOut: 'Make one file of each document.',
    });
  if (findings.length > 0) throw new Unreadable(findings);
  return convert(document!.contents as ParsedNode | null);
};

const compose = (text: string, mostParts: number): Document[] => {
  // `convert` compares keys in one pass; the library would compare each key with every other.
  const composer = new Composer({
    schema: 'core',
    version: '1.2',
    merge: false,
    stringKeys: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  stopAfterManyMistakes(composer);
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0; // the stack traces of thousands of errors would cost more than the errors
  try {
    return [...composer.compose(tokens(text, mostParts), true, text.length)] as Document[];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
};

/** The library itself puts no limit on its list of errors. */
const stopAfterManyMistakes = (composer: Composer): void => {
  const inside = composer as unknown as { onError: (source: unknown, ...more: unknown[]) => void; errors: YAMLError[] };
  const note = inside.onError;
  inside.onError = (source, ...more) => {
    note(source, ...more);
    if (inside.errors.length >= MAX_PROBLEMS) throw tooManyMistakes(inside.errors);
  };
};

const tooManyMistakes = (errors: readonly YAMLError[]): Unreadable =>
  new Unreadable([
    ...errors.slice(0, MAX_PROBLEMS - 1).map(findingOf),
    { offset: errors.at(-1)!.pos[0], rule: `Reading stopped here, after ${MAX_PROBLEMS} mistakes.` },
  ]);

const findingOf = ({ pos, message }: YAMLError): Finding => ({ offset: pos[0], rule: `${message}.` });

/** The library's own parser, stopped at a depth and a length: its tokens are turned into values by recursion. */
function* tokens(text: string, mostParts: number) {
  const parser = new Parser();
  let parts = 0;
  let mistakes = 0;
  const refuse = (rule: string, wayOut?: string) =>
    new Unreadable([{ offset: parser.offset, rule, ...(wayOut !== undefined && { wayOut }) }]);
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error' && (mistakes += 1) > MAX_PROBLEMS)
        throw refuse(`Reading stopped here, after ${MAX_PROBLEMS} mistakes.`);
      yield token;
    }
    if (parser.stack.length > MAX_NESTING + 1)
      throw refuse(`What is written here is nested deeper than ${MAX_NESTING} levels.`);
    if ((parts += 1) > mostParts)
      throw refuse(`The file has more than ${mostParts} marks and words of YAML up to here.`, 'Divide it.');
  }
  yield* parser.end();
}

const refuseControlCharacters = (text: string): void => {
  // eslint-disable-next-line no-control-regex
  const offset = text.search(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/);
  if (offset < 0) return;
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  throw new Unreadable([
    { offset, rule: `The file holds a control character (U+${code})${code === '0000' ? ', a NUL byte' : ''}.` },
  ]);
};
