/**
 * What a record must not do with a terminal: control characters steer it, C1 ones too, and marks of direction make it
 * show words in another order than they have. Line ends may stay.
 */
const steers = /(?!\n)\p{Cc}|\p{Bidi_Control}|[\u2028\u2029]/gu;

/** Text in which every character that would steer a terminal is visible as �. */
export const printable = (text: string): string => text.replace(steers, '\uFFFD');

/** JSON in which every such character is escaped: the same value for a program, and harmless on a terminal. */
export const jsonText = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(steers, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`);
