import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';

/** `UPDATE_REFERENCE=1 npm test -- libs/published-language` writes what the reference keeps anew. */
export const updating = process.env.UPDATE_REFERENCE === '1';
export const pathOf = (name: string): string => `docs/reference/${name}`;

/** What the reference keeps; `undefined` before it was written for the first time. */
export const kept = (name: string): string | undefined =>
  existsSync(pathOf(name)) ? readFileSync(pathOf(name), 'utf8') : undefined;

/** As it is to stand in the file. */
export const formatted = async (name: string, text: string): Promise<string> =>
  prettier.format(text, { ...(await prettier.resolveConfig(pathOf(name))), filepath: pathOf(name) });

/** The kept one and the one made now, alike after an update. */
export const compared = async (name: string, text: string): Promise<{ kept: string | undefined; made: string }> => {
  const made = await formatted(name, text);
  if (updating) writeFileSync(pathOf(name), made);
  return { kept: kept(name), made };
};
