import type { Violation } from '@jwg/platform';
import { Invalid, unkept } from '@jwg/application';

/** Deeper than any command, and shallow enough that no recursive function runs out of stack. */
export const MAX_DEPTH = 32;

/** Brackets and commas outside of texts. More than any command has; each begins a value, which takes memory. */
export const MAX_MARKS = 40_000;

/**
 * The value of a JSON text, if every parser would read the same value: no repeated key, no `__proto__`, no number that
 * a double cannot hold, no lone surrogate, no NUL, a bounded depth, and a bounded number of values.
 *
 * @throws Invalid  with every such problem, or with the place at which the text stops being JSON
 */
export const parseJson = (bytes: Uint8Array): unknown => {
  if (marksIn(bytes) > MAX_MARKS)
    throw unfit('', `must have at most ${MAX_MARKS} brackets and commas outside of texts`);
  const text = decode(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw unfit('', `is no JSON: ${(error as Error).message}`);
  }
  const problems = ambiguities(text);
  if (problems.length > 0) throw new Invalid(problems);
  return value;
};

const unfit = (field: string, rule: string) => new Invalid([{ field, rule }]);

const [COMMA, LIST, OBJECT, QUOTE, ESCAPE] = [...Buffer.from(',[{"\\')];

/** Counted in bytes, before anything is made of them. */
const marksIn = (bytes: Uint8Array): number => {
  let [marks, inText] = [0, false];
  for (let n = 0; n < bytes.length; n += 1) {
    const byte = bytes[n];
    if (byte === QUOTE) inText = !inText;
    else if (inText) n += byte === ESCAPE ? 1 : 0;
    else if (byte === COMMA || byte === LIST || byte === OBJECT) marks += 1;
  }
  return marks;
};

const utf8 = new TextDecoder('utf-8', { fatal: true });
const decode = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    throw unfit('', 'must be UTF-8');
  }
};

interface Open {
  /** The keys so far, if it is an object. */
  readonly keys?: Set<string>;
  /** The current key or index. */
  at: string | number;
}

const TOKEN = /"[^"\\]*(?:\\[^][^"\\]*)*"(\s*:)?|[[\]{},]|-?\d[\d.eE+-]*/g;
const MOST = 100;

/** Finds what parsers read differently. The text must be valid JSON; each token is visited once. */
const ambiguities = (text: string): Violation[] => {
  const problems: Violation[] = [];
  const open: Open[] = [];
  const here = () => open.map(({ at }) => `/${String(at).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  const add = (rule: string) => problems.push({ field: here(), rule });
  for (const [token, colon] of text.matchAll(TOKEN)) {
    if (problems.length >= MOST) break;
    const inside = open.at(-1);
    switch (token[0]) {
      case '{':
      case '[':
        if (open.length === MAX_DEPTH)
          return [...problems, { field: here(), rule: `must not be nested deeper than ${MAX_DEPTH} levels` }];
        open.push(token === '{' ? { keys: new Set(), at: '' } : { at: 0 });
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        if (typeof inside?.at === 'number') inside.at += 1;
        break;
      case '"': {
        const words = wordsOf(colon === undefined ? token : token.slice(0, -colon.length));
        if (inside && colon !== undefined) inside.at = words;
        problems.push(...unkept(words, here()));
        if (colon === undefined) break;
        if (words === '__proto__') add('is not a field here');
        if (inside!.keys!.has(words)) add('must not be given twice');
        inside!.keys!.add(words);
        break;
      }
      default:
        if (Math.abs(Number(token)) > Number.MAX_SAFE_INTEGER)
          add(`must be a number between -${Number.MAX_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER}`);
    }
  }
  return problems;
};

const wordsOf = (token: string): string => (token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1));
