import { Composer, Lexer, Parser, type Document, type ParsedNode } from 'yaml';
import { convert, type Values } from './convert.js';
import { Unreadable, type Finding } from './unreadable.js';

/** Deeper than any record needs, and shallow enough that nothing that recurses can run out of stack. */
export const MAX_NESTING = 50;

/**
 * What a text of YAML 1.2 or JSON says, as plain values: dates stay strings, keys are strings, nothing is executed,
 * merged or made up.
 *
 * @throws Unreadable  with everything that is wrong with the text
 */
export const parse = (text: string): Values => {
  refuseControlCharacters(text);
  const documents = compose(text);
  const findings = documents.flatMap(({ errors, warnings }) =>
    [...errors, ...warnings].map(({ pos, message }): Finding => ({ offset: pos[0], rule: `${message}.` })),
  );
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

const compose = (text: string): Document[] => {
  // Keys are compared by `convert`, in one pass; the library compares each with each.
  const composer = new Composer({
    schema: 'core',
    version: '1.2',
    merge: false,
    stringKeys: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  return [...composer.compose(tokens(text), true, text.length)] as Document[];
};

/** The library's own parser, stopped where it goes too deep: what is built of its tokens is built by recursion. */
function* tokens(text: string) {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_NESTING + 1)
      throw new Unreadable([
        { offset: parser.offset, rule: `What is written here is nested deeper than ${MAX_NESTING} levels.` },
      ]);
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
