import { particulars } from './particulars.js';
import type { Data, Reader } from './sayable.js';
import { inWords, sentence } from './words.js';

/** An event in one line: what it is, then its particulars. `Progress reported: the road is open; 40 %; pk-most.` */
export const sentenceOf = ({ type, data }: { type: string; data: unknown }, reader: Reader): string => {
  const told = particulars(data as Data, reader).map((it) => it.replace(/\s+/g, ' ').replace(/\.$/, ''));
  return sentence(told.length === 0 ? inWords(type) : `${inWords(type)}: ${told.join('; ')}`);
};
