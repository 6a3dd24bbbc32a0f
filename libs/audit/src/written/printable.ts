/**
 * What a record must not do with a terminal: control characters steer it, C1 ones too, and marks of direction make it
 * show words in another order than they have. Line ends may stay.
 */
const steers = /(?!\n)\p{Cc}|\p{Bidi_Control}|[\u2028\u2029]/gu;

/** Text in which every character that would steer a terminal is visible as �. */
export const printable = (text: string): string => text.replace(steers, '\uFFFD');

/** Those of them that JSON does not escape itself. Most texts have none, and this looks for them three times as fast. */
const leftInJson = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** JSON in which every such character is escaped: the same value for a program, and harmless on a terminal. */
export const jsonText = (value: unknown, indent?: number): string => harmless(JSON.stringify(value, null, indent));

/** A line of such JSON for each value. */
export const jsonLines = (values: readonly unknown[]): string =>
  values.length === 0 ? '' : harmless(`${values.map((it) => JSON.stringify(it)).join('\n')}\n`);

const harmless = (json: string): string =>
  leftInJson.test(json) ? json.replace(steers, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`) : json;
