import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';

/** `UPDATE_REFERENCE=1 npm test -- libs/published-language` writes the reference files again. */
export const updating = process.env.UPDATE_REFERENCE === '1';
export const pathOf = (name: string): string => `docs/reference/${name}`;

/** The content of a reference file; `undefined` when the file does not exist yet. */
export const inFile = (name: string): string | undefined =>
  existsSync(pathOf(name)) ? readFileSync(pathOf(name), 'utf8') : undefined;

/** The text as prettier formats it for the file. */
export const formatted = async (name: string, text: string): Promise<string> =>
  prettier.format(text, { ...(await prettier.resolveConfig(pathOf(name))), filepath: pathOf(name) });

/** The content of the file and the text made now; the two are equal after an update. */
export const compared = async (name: string, text: string): Promise<{ kept: string | undefined; made: string }> => {
  const made = await formatted(name, text);
  if (updating) writeFileSync(pathOf(name), made);
  return { kept: inFile(name), made };
};
