import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface Page {
  /** From the root of the repository, like `docs/reference/http.md`. */
  readonly file: string;
  readonly text: string;
}

const isKept = (file: string) => !/(^|\/)(node_modules|dist)\//.test(file);

/** Files by a glob, from the root of the repository, without what is installed or built. */
export const filesLike = (pattern: string): string[] => globSync(pattern, { cwd: root }).filter(isKept);

/** Every document that people read. */
export const pages: readonly Page[] = ['*.md', '{docs,deploy,libs,tools,apps,bench}/**/*.md']
  .flatMap(filesLike)
  .sort()
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

/** The code in a page: its blocks, and the spans in its prose. */
export const codeIn = ({ text }: Page): string[] => {
  const blocks = [...text.matchAll(/^ *```[^\n]*\n([^]*?)^ *```$/gm)].map(([, block]) => block!);
  return [...blocks.flatMap((block) => block.split('\n')), ...spansIn({ text })];
};

/** The code spans in a page's prose. */
export const spansIn = ({ text }: Pick<Page, 'text'>): string[] =>
  [...text.replace(/^ *```[^]*?^ *```$/gm, '').matchAll(/`([^`]+)`/g)].map(([, span]) => span!.replace(/\s+/g, ' '));

/** One entry for each thing that a page names: for `it.each`, and for messages that say where. */
export const named = (find: (page: Page) => Iterable<string>): [file: string, name: string][] =>
  pages.flatMap((page) => [...new Set(find(page))].map((name): [string, string] => [page.file, name]));
