import { particulars } from './particulars.js';
import type { Data, Reader } from './sayable.js';
import { inWords, sentence } from './words.js';

/** The kinds of events in words; they are few, and events are many. */
const kinds = new Map<string, string>();

const kindOf = (type: string): string => {
  const name = kinds.get(type) ?? inWords(type);
  kinds.set(type, name);
  return name;
};

/** An event in one line: what it is, then its particulars. `Progress reported: the road is open; 40 %; pk-most.` */
export const sentenceOf = ({ type, data }: { type: string; data: unknown }, reader: Reader): string => {
  const told = particulars(data as Data, reader).map(inOneLine);
  return sentence(told.length === 0 ? kindOf(type) : `${kindOf(type)}: ${told.join('; ')}`);
};

/** Most texts have single spaces alone, and seeing that costs less than replacing each by itself. */
const otherSpaces = /[^\S ]| {2}/;

const inOneLine = (text: string): string => {
  const line = otherSpaces.test(text) ? text.replace(/\s+/g, ' ') : text;
  return line.endsWith('.') ? line.slice(0, -1) : line;
};

/** How another event calls this one: a statement by its own id, any other event by its type. */
export const nameOf = (type: string, data: unknown): string => (data as { statementId?: string }).statementId ?? type;
