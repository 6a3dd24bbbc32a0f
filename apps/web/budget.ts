import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

interface Limits {
  /** Bytes, compressed, of all scripts that the first page loads. */
  readonly javascript: number;
  /** Bytes, compressed, of the styles beside them. */
  readonly styles: number;
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/** Prints what the first page loads, compressed, and fails the build above a limit. */
export const budget = (limits: Limits): Plugin => ({
  name: 'budget',
  apply: 'build',
  writeBundle(_options, bundle) {
    const first = firstLoad(bundle);
    const rows = first
      .map((it) => ({ name: it.fileName, bytes: gzipSync(it.type === 'chunk' ? it.code : it.source).length }))
      .sort((a, b) => b.bytes - a.bytes);
    const sumOf = (end: string) => rows.filter(({ name }) => name.endsWith(end)).reduce((sum, it) => sum + it.bytes, 0);
    const [javascript, styles] = [sumOf('.js'), sumOf('.css')];
    for (const { name, bytes } of rows) process.stderr.write(`  ${kB(bytes).padStart(9)}  ${name}\n`);
    process.stderr.write(
      `The first page loads ${kB(javascript)} of scripts and ${kB(styles)} of styles, compressed.\n`,
    );
    if (javascript > limits.javascript || styles > limits.styles)
      this.error(`The limits are ${kB(limits.javascript)} of scripts and ${kB(limits.styles)} of styles.`);
  },
});

/** The page's own script with all that it imports at once, and their styles. */
const firstLoad = (bundle: Rolldown.OutputBundle): (Rolldown.OutputChunk | Rolldown.OutputAsset)[] => {
  const chunks = Object.values(bundle).filter((it) => it.type === 'chunk');
  const found = new Set<string>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    const chunk = chunks.find((it) => it.fileName === name);
    chunk?.imports.forEach(visit);
    for (const file of (chunk as { viteMetadata?: { importedCss: Set<string> } } | undefined)?.viteMetadata
      ?.importedCss ?? [])
      found.add(file);
  };
  chunks.filter((it) => it.isEntry).forEach((it) => visit(it.fileName));
  return Object.values(bundle).filter((it) => found.has(it.fileName));
};
