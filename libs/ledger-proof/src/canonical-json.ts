/**
 * RFC 8785: one text for each JSON value, whichever program wrote it. Names are sorted by their UTF-16 units; numbers and
 * texts are written as ECMAScript writes them. Half a character, which the RFC leaves out, is written as its escape, so
 * that every stored event has an entry.
 */
export const canonicalJson = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const field = (value as Record<string, unknown>)[name];
    if (field !== undefined) fields.push(`${JSON.stringify(name)}:${canonicalJson(field)}`);
  }
  return `{${fields.join(',')}}`;
};
