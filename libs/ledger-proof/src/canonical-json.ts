/**
 * RFC 8785: one text for each JSON value, whichever program wrote it. Names are sorted by their UTF-16 units; numbers and
 * texts are written as ECMAScript writes them. Half a character, which the RFC leaves out, is written as its escape, so
 * that every stored event has an entry.
 */
export const canonicalJson = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  return Array.isArray(value) ? listed(value) : fieldsOf(value as Record<string, unknown>);
};

// One text that grows, and no lists in between: a whole ledger goes through here when it is verified.

const listed = (values: readonly unknown[]): string => {
  let text = '[';
  for (let n = 0; n < values.length; n += 1) text += (n === 0 ? '' : ',') + canonicalJson(values[n]);
  return `${text}]`;
};

const fieldsOf = (value: Readonly<Record<string, unknown>>): string => {
  let [text, separator] = ['{', ''];
  for (const name of sorted(Object.keys(value))) {
    const field = value[name];
    if (field === undefined) continue;
    text += `${separator}${quoted(name)}:${canonicalJson(field)}`;
    separator = ',';
  }
  return `${text}}`;
};

/** Most objects are small, and their names partly in order: insertion is then faster than a general sort. */
const sorted = (names: string[]): string[] => {
  if (names.length > FEW) return names.sort();
  for (let n = 1; n < names.length; n += 1) {
    const name = names[n]!;
    let at = n;
    for (; at > 0 && names[at - 1]! > name; at -= 1) names[at] = names[at - 1]!;
    names[at] = name;
  }
  return names;
};
const FEW = 20;

/** Whether nothing in a text is to be escaped. To say so is faster than to look for it. */
export const isPlain = (text: string): boolean => /^[ !#-[\]-~]*$/.test(text);

const quoted = (text: string): string => (isPlain(text) ? `"${text}"` : JSON.stringify(text));
